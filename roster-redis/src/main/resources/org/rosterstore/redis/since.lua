-- What has changed since a revision.
--
-- KEYS  the hash of the contacts, the list of the last commits
-- ARGV  revision
--
-- Gives the head, the contacts that were touched, and their records in the same order; all contacts and records one after
-- the other in place of these where there is a ver, which a damaged one would hide. Gives nil if it is too long ago.

local AT_ONCE = 1000

local head = redis.call('HGET', KEYS[1], '')
if not open(head) then
    return unreadable()
elseif not knows(ARGV[1]) then
    return false
end

local touched, seen = {}, {}
for _, entry in ipairs(commits(ARGV[1])) do
    if entry:byte(9) == 255 then
        return false
    end
    local at = 9
    while at <= #entry do
        local contact
        contact, at = struct.unpack('>I2c0', entry, at)
        if not seen[contact] then
            seen[contact] = true
            touched[#touched + 1] = contact
        end
    end
end

if ver then
    return { head, touched, redis.call('HGETALL', KEYS[1]) }
end
local records = {}
for begin = 1, #touched, AT_ONCE do
    local some = redis.call('HMGET', KEYS[1], unpack(touched, begin, math.min(#touched, begin + AT_ONCE - 1)))
    for i, record in ipairs(some) do
        records[begin + i - 1] = record
    end
end
return { head, touched, records }
