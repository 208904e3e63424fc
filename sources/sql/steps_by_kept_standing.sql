-- `actors_step` as before, but that what a relation's evidence amounts to is read where it is kept.
CREATE OR REPLACE VIEW actors_step AS
SELECT relation.id AS relation_id, relation.code, relation.lower_id, relation.upper_id,
       relation.began, relation.began_earliest, relation.began_latest,
       relation.ended, relation.ended_earliest, relation.ended_latest
FROM (
    SELECT *, subject_id AS lower_id, object_id AS upper_id FROM actors_relation
    WHERE predicate IN ('member_of', 'part_of', 'deputy_of')
    UNION ALL
    SELECT *, object_id AS lower_id, subject_id AS upper_id FROM actors_relation
    WHERE predicate IN ('commands', 'leads', 'controls')
) relation
JOIN actors_actor above ON above.id = relation.upper_id
WHERE relation.status <> 'retired' AND above.kind <> 'collective'
  AND NOT EXISTS (
      SELECT FROM sources_keptstanding kept
      WHERE kept.relation_id = relation.id AND kept.standing IN ('denied', 'retracted'));
