-- Tells the listeners of this server that commits can be made here and are announced.
--
-- KEYS  a key that is never there
-- ARGV  channel, what to tell

redis.call('UNLINK', KEYS[1]) -- refused wherever a commit would be
return redis.call('PUBLISH', ARGV[1], ARGV[2])
