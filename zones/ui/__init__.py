"""What pages share. The only part of zones, beside the server, that knows Streamlit."""
