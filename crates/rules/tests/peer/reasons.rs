//! Which cases of the peers ask for something that Liyan decided not to do, and why.

/// The reason, and the cases by id.
pub const OUT_OF_SCOPE: &[(&str, &str)] = &[
    (
        "spaces, dots and invisible characters are skipped inside a phrase; punctuation, symbols and letters never",
        "C011 C013 C075 C081 C082 C083 C087 C111 C113 C120 C121 C122 C123 C124 C144",
    ),
    (
        "a phrase that ends in a Latin letter or a digit is a whole word, bounded by neither: there is no option",
        "C028 C035 C042 C057 C086 C093 C094 C116 C117 C118 C119 C151 C154 C155",
    ),
    (
        "repeated characters are not folded: 谢谢 and 天天 are words, and aa is not a",
        "C004 C078 C079 C080 C091",
    ),
    ("digits are not folded to Han nor Han to digits: 零售 would be 0售", "C061 C062 C064"),
    (
        "a detector of links, mail addresses or runs of digits is asked for; there is no word list to match",
        "C006 C007 C008 C009 C014 C015 C016 C068 C069 C070",
    ),
    ("words inside a link are masked", "C076"),
    ("the longest of the words that start together is told, not the shortest", "C025"),
    ("the words are patterns in the peer's own language, which is not ours", "C096 C097"),
    ("case is folded together with width, never without it", "C099"),
    ("Latin letters are not read as pinyin", "C145 C146"),
    ("characters that only look alike are different words", "C147"),
    (
        "a space inside a phrase is nothing, so allowing “pen is” allows the same letters without it",
        "C138",
    ),
];
