-- What is the same letter to whoever searches: without case, accents, vowel signs, hamza,
-- apostrophes and signs of ayn; one form of alif, ya, kaf and ha for all languages that write with
-- Arabic letters; Hebrew final forms as the others. Words stand one space apart, other signs are no
-- part of them, and the stops of K.H. do not part words. Folding twice changes nothing.
--
-- Nothing here asks the locale: under LC_CTYPE C, where lower() leaves É alone, it gives the same.
-- Generated columns hold what these return: whoever changes one rewrites the tables.

-- Letters that stand apart from their marks without capitals; a sigma is the same at the end.
CREATE FUNCTION without_capitals(letters text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(translate(letters,
    'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄЂЈЉЊЋЏҐҒҖҚҜҠҢҤҪҮҰҲҶҸҺӘӨӀ'
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ',
    'абвгдежзиклмнопрстуфхцчшщъыьэюяієђјљњћџґғҗқҝҡңҥҫүұҳҷҹһәөӏ'
    'αβγδεζηθικλμνξοπρστυφχψωσաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ'
) COLLATE "C");

-- Without capitals, else as written.
CREATE FUNCTION small_letters(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN normalize(without_capitals(normalize(written, NFD)), NFC);

-- Lower case, without marks above and below letters and signs that only join or direct them.
CREATE FUNCTION bare_letters(written text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    bare text := lower(written COLLATE "C");
BEGIN
    IF octet_length(bare) = length(bare) THEN
        RETURN bare;
    END IF;
    -- Apart, an acute accent becomes a space.
    bare := translate(bare, '’‘‛´ʼʻʾʿʽʹ′', repeat('''', 11));
    -- As Armenian writes its capitals today; NFKD takes it apart otherwise.
    bare := replace(bare, 'և', 'եվ');
    bare := lower(normalize(bare, NFKD) COLLATE "C");
    bare := regexp_replace(bare,
        '[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670'
        '\u06d6-\u06ed\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+',
        '', 'g');
    IF octet_length(bare) = length(bare) THEN
        RETURN bare;
    END IF;
    bare := translate(bare, 'ıøØđĐłŁħĦəƏðÐÆŒÞẞ', 'iooddllhheeddæœþß');
    bare := replace(replace(replace(replace(bare, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    IF bare ~ '[\u0391-\u03a9\u03c2\u0400-\u042f\u0490-\u04e8\u0531-\u0556]' THEN
        bare := without_capitals(bare);
    END IF;
    RETURN bare;
END $$;

-- Bare letters with one letter for those that stand for one; the stops of K.H. do not part words.
CREATE FUNCTION folded_letters(written text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
    letters text := translate(bare_letters(written), '''`׳', '');
BEGIN
    IF octet_length(letters) > length(letters) THEN
        letters := replace(letters, '״', '');
        IF letters ~ '[\u0600-\u06ff]' THEN
            letters := translate(letters, 'ٱىیېێکڪەةۃھہۆۇۈۋڵڕ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ء',
                                          'اييييككهههههوووولر01234567890123456789');
        END IF;
        letters := translate(letters, 'ךםןףץ', 'כמנפצ');
    END IF;
    IF position('.' IN letters) > 0 THEN
        -- A stop that goes leaves its double, before which the next letter stands alone as well. To
        -- look behind instead would take the square of the time.
        letters := regexp_replace(replace(letters, '.', '..'),
            '(^|[ .(])([^ .(])\.(?=\.($|[ ,;:)/-]|[^ .,;:)/-](\.|[ ,;:)/-]|$)))', '\1\2', 'g');
        letters := regexp_replace(letters, '\.(\.?)', '\1', 'g');
    END IF;
    RETURN letters;
END $$;

-- Words one space apart: what is no letter and no digit parts them.
CREATE FUNCTION words_apart(letters text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(regexp_replace(letters,
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u05be\u05c0\u05c3\u060c'
    '\u061b\u061f\u066a-\u066d\u06d4\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f]+',
    ' ', 'g'));

CREATE FUNCTION folded(written text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN words_apart(folded_letters(written));
