-- Puts what was gathered for a large commit in the place of an owner's contacts.
--
-- KEYS  the hash of the contacts, the list of the last commits, the hash that was gathered; and one that is never there, by
--       which this does not run while the slot moves: a key that is taken away could not be made again here
-- ARGV  channel, order, head
--
-- order  id:8 base:16 contacts:4, where the base is the revision that it was gathered from
--
-- Gives a letter and a revision: "C" committed, or was before; "F" the base is not the owner's revision any more; "I" what
-- was gathered is not whole.

local id, base, contacts = struct.unpack('>c8c16I4', ARGV[2])

if not open(redis.call('HGET', KEYS[1], '')) then
    return unreadable()
elseif base ~= revision then
    local before = knows(base) and earlier(id, commits(base))
    return before and 'C' .. before or 'F' .. revision
elseif redis.call('HLEN', KEYS[3]) ~= contacts then
    return 'I' .. revision
end

checkList()
redis.call('PUBLISH', ARGV[1], KEYS[1])
redis.call('HSET', KEYS[3], '', ARGV[3])
redis.call('PERSIST', KEYS[3])
redis.call('UNLINK', KEYS[1]) -- a RENAME to its name would free it at once, and everybody would wait
redis.call('RENAME', KEYS[3], KEYS[1])
remember(id .. '\255')
return 'C' .. struct.pack('>I8', counter + 1) .. id
