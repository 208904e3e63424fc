-- In place of the one in spelling.sql: names in Cyrillic letters, of which я and ю are two sounds
-- where they begin a word and behind a vowel (Сарая is Saraya).
CREATE OR REPLACE FUNCTION of_cyrillic(padded text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(
    replace(replace(replace(replace(replace(replace(
        regexp_replace(padded, '([аоуыэ])(?=[яю])', '\1ј', 'g'),
        'јя', 'ја'), 'јю', 'ју'), 'дж', 'j'), ' я', ' yа'), ' ю', ' yу'), ' е', ' yе'),
    'абвгґдђеєжзиіјклмнопрстћуфхцчџшщыэюяѳљњьъ', 'abvgGdDeeJziiyklmnoprstCufXZCjSSieuaTln');
