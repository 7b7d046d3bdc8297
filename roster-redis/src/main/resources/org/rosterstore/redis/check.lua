-- Looks whether the user may do what the scripts do. They could not take back what they have done when they are refused.
--
-- KEYS  a key that is never there
-- ARGV  channel, how many replicas commits wait for
--
-- Gives the commands that are refused, or that the server does not have; nil if it is too old to say.

if not redis.acl_check_cmd then
    return false
end
local commands = {
    { 'HDEL', KEYS[1], '' }, { 'HGET', KEYS[1], '' }, { 'HGETALL', KEYS[1] }, { 'HLEN', KEYS[1] }, { 'HMGET', KEYS[1], '' },
    { 'HSCAN', KEYS[1], 0 }, { 'HSET', KEYS[1], '', '' }, { 'LINDEX', KEYS[1], 0 }, { 'LLEN', KEYS[1] },
    { 'LPUSH', KEYS[1], '' }, { 'LRANGE', KEYS[1], 0, 0 }, { 'LTRIM', KEYS[1], 0, 0 }, { 'PERSIST', KEYS[1] },
    { 'PEXPIRE', KEYS[1], 1 }, { 'PUBLISH', ARGV[1], '' }, { 'RENAME', KEYS[1], KEYS[1] }, { 'RPUSH', KEYS[1], '' },
    { 'UNLINK', KEYS[1] },
}
if ARGV[2] ~= '0' then
    commands[#commands + 1] = { 'WAIT', ARGV[2], 0 }
end
local refused = {}
for _, command in ipairs(commands) do
    local isThere, isAllowed = pcall(redis.acl_check_cmd, unpack(command))
    if not (isThere and isAllowed) then
        refused[#refused + 1] = command[1]
    end
end
return refused
