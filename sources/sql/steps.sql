-- One step up the ladder of command, membership and parts: who stands directly below whom.
-- A relation that its evidence only denies or retracts is no step. Nor does anybody answer to a
-- class of people spoken of as one: it may hold them, it does not command them.
CREATE VIEW actors_step AS
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
  AND NOT (
      EXISTS (SELECT FROM sources_attribution
              WHERE relation_id = relation.id AND stance IN ('denies', 'retracts'))
      AND standing(ARRAY(SELECT id FROM sources_attribution WHERE relation_id = relation.id))
          IN ('denied', 'retracted'));
