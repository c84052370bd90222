"""One use case a module; everything a page or a command does is here, without a screen."""
