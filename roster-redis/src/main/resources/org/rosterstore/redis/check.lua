-- Looks whether the user may do what the scripts do. They could not take back what they have done when they are refused.
--
-- KEYS  a key that is never there
-- ARGV  channel
--
-- Gives the commands that are refused; nil if the server is too old to say.

if not redis.acl_check_cmd then
    return false
end
local refused = {}
for _, command in ipairs({
    { 'HDEL', KEYS[1], '' }, { 'HGET', KEYS[1], '' }, { 'HGETALL', KEYS[1] }, { 'HLEN', KEYS[1] }, { 'HMGET', KEYS[1], '' },
    { 'HSCAN', KEYS[1], 0 }, { 'HSET', KEYS[1], '', '' }, { 'LINDEX', KEYS[1], 0 }, { 'LLEN', KEYS[1] },
    { 'LPUSH', KEYS[1], '' }, { 'LRANGE', KEYS[1], 0, 0 }, { 'LTRIM', KEYS[1], 0, 0 }, { 'PERSIST', KEYS[1] },
    { 'PEXPIRE', KEYS[1], 1 }, { 'PUBLISH', ARGV[1], '' }, { 'RENAME', KEYS[1], KEYS[1] }, { 'RPUSH', KEYS[1], '' },
    { 'UNLINK', KEYS[1] },
}) do
    if not redis.acl_check_cmd(unpack(command)) then
        refused[#refused + 1] = command[1]
    end
end
return refused
