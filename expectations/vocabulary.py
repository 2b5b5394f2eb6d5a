"""The values that a column may hold, as docs/data-dictionary.md defines them."""

INDICATORS = ("trade", "exports", "imports", "balance", "investment", "contracts", "deals")
FIGURE_STATUSES = ("actual", "forecast")
QUALIFIERS = ("exact", "about", "over", "under")
CHANGE_BASES = ("yoy", "mom", "other")
DIRECTIONS = ("two-way",)
EVENT_TYPES = (
    "conference", "expo", "forum", "summit", "meeting", "press_conference", "signing", "launch", "visit", "other",
)  # fmt: skip
EVENT_STATUSES = ("held", "planned")
DATE_PRECISIONS = ("day", "month", "year")
ATTENDANCE_MODES = ("online", "offline", "mixed")
VISIT_OUTCOMES = ("new", "changed", "unchanged", "duplicate", "rejected")

# Active codes of ISO 4217, less funds, metals and testing codes.
_ISO_4217 = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = tuple(_ISO_4217.split())
