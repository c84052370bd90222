"""The invented names of the demonstration city; none is the name of a real county or township."""

from __future__ import annotations

CITY_NAME, CITY_NAME_EN = "珩渚市", "Hengzhu City"

COUNTIES = (
    (
        "槿渡区",
        "砚亭街道 浔浦街道 芷坪镇 棠岭镇 蓼溪镇 芷泽镇 梓塘镇 泠洲镇 溯塘镇 梓渡镇 濯泽镇 蓼湾镇 檀亭镇 潋岭镇 汐岭乡 澜洲乡",
    ),
    (
        "青砚县",
        "霭亭镇 浔亭镇 樾泽镇 峪塘镇 漪坪镇 昀坪镇 峤畔镇 荻渡镇 岫泽镇 泠溪镇 珩泽镇 霁埠镇 旻泽镇 渚桥乡 澄渡乡",
    ),
    (
        "霁川县",
        "岚亭镇 霏溪镇 岫浦镇 昀坞镇 嵘泽镇 汐渡镇 岚浦镇 荻桥镇 菖埠镇 渚岭镇 晏溪镇 槿埠镇 霁岭镇 璟岭乡 溯湾乡",
    ),
    ("望棠县", "珩坪镇 瑭塘镇 霭川镇 漪洲镇 檀塘镇 澜塘镇 桫桥镇 霏洲镇 澄湾镇 霁岭镇 枢陂镇 琅桥镇 晏川乡 瑭湾乡"),
    ("榆岚县", "琅埠镇 槿亭镇 濯岭镇 枢塘镇 黛坪镇 筠埠镇 澹埠镇 桫亭镇 暄泽镇 菖溪镇 旻坞镇 曦亭镇 嵘湾乡 莳坪乡"),
    ("溯泠县", "澹岭镇 筠川镇 暄陂镇 柚塘镇 峤陂镇 峪岭镇 砚岭镇 潋桥镇 榆坪镇 沄川镇 黛桥镇 曦坪乡 棠塘乡"),
    ("漪畔县", "璟陂镇 榆畔镇 沄溪镇 柚川镇 嵘坪镇 莳塘镇 莳塘乡 枫畔镇 岫岭镇 珩埠镇 晏坪镇 芷亭镇 筠泽镇"),
)
"""Each county with its townships; 霁岭镇 stands in two counties, 莳塘镇 and 莳塘乡 in one: names are not unique."""

# fmt: off
_PINYIN = {
    "珩": "heng", "渚": "zhu", "槿": "jin", "渡": "du", "青": "qing", "砚": "yan", "霁": "ji", "川": "chuan",
    "望": "wang", "棠": "tang", "榆": "yu", "岚": "lan", "溯": "su", "泠": "ling", "漪": "yi", "畔": "pan",
    "亭": "ting", "浔": "xun", "浦": "pu", "芷": "zhi", "坪": "ping", "岭": "ling", "蓼": "liao", "溪": "xi",
    "泽": "ze", "梓": "zi", "塘": "tang", "洲": "zhou", "濯": "zhuo", "湾": "wan", "檀": "tan", "潋": "lian",
    "汐": "xi", "澜": "lan", "霭": "ai", "樾": "yue", "峪": "yu", "昀": "yun", "峤": "qiao", "荻": "di",
    "岫": "xiu", "埠": "bu", "旻": "min", "桥": "qiao", "澄": "cheng", "霏": "fei", "坞": "wu", "嵘": "rong",
    "菖": "chang", "晏": "yan", "璟": "jing", "瑭": "tang", "桫": "suo", "枢": "shu", "陂": "bei", "琅": "lang",
    "黛": "dai", "筠": "yun", "澹": "dan", "暄": "xuan", "曦": "xi", "莳": "shi", "柚": "you", "沄": "yun",
    "枫": "feng",
}
# fmt: on
_KINDS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township", "县": "County", "区": "District"}


def english(name: str) -> str:
    """The English name: pinyin and the kind of place."""
    kind = next(kind for kind in _KINDS if name.endswith(kind))
    return f"{''.join(_PINYIN[sign] for sign in name.removesuffix(kind)).capitalize()} {_KINDS[kind]}"
