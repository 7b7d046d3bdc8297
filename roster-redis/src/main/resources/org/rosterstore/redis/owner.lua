-- What scripts about one owner begin with. KEYS: the hash of the contacts, the list of the last commits.
-- A revision is counter:8 and id:8; an entry of the list is the id of a commit and the contacts that it touched.

local NONE = string.rep('\0', 16)
local REMEMBERED = 129
local SLACK = 32 -- the list is cut each time that it has grown by this

local revision, counter, erased, requests, ver = NONE, 0, false, 0, false

local function counted(of)
    return (struct.unpack('>I8', of))
end

-- Takes what stands in the field '' of the hash; gives false if it cannot be read.
local function open(head)
    if not head then
        return true
    elseif #head < 22 or head:byte(1) ~= 1 then
        return false
    end
    revision = head:sub(2, 17)
    counter = counted(revision)
    local state
    state, requests = struct.unpack('>BI4', head, 18)
    erased = bit.band(state, 1) ~= 0
    ver = bit.band(state, 2) ~= 0 and head:sub(23)
    return true
end

local function unreadable()
    return redis.error_reply('ROSTERHEAD the head of an owner cannot be read')
end

-- Whether a revision is one of the owner's, and every commit since is in the list.
local function knows(since)
    if since == revision then
        return true
    end
    if since == NONE then
        return redis.call('LLEN', KEYS[2]) == counter
    end
    local behind = counter - counted(since)
    local entry = behind > 0 and redis.call('LINDEX', KEYS[2], behind)
    return entry and entry:sub(1, 8) == since:sub(9)
end

-- The commits after a known revision, the newest first.
local function commits(since)
    local behind = counter - counted(since)
    return behind > 0 and redis.call('LRANGE', KEYS[2], 0, behind - 1) or {}
end

-- The revision that a commit led to, if it is among some of the last ones. What the list has beyond the counter was left when
-- others took the hash away.
local function earlier(id, entries)
    for i, entry in ipairs(entries) do
        if i <= counter and entry:sub(1, 8) == id then
            return struct.pack('>I8', counter - i + 1) .. id
        end
    end
    return nil
end

-- Fails where others have put something else in the place of the list, as long as nothing is written.
local function checkList()
    if counter > 0 then
        redis.call('LLEN', KEYS[2])
    end
end

-- Takes the next commit down. Something was written before: a server that is full refuses a script its first write, and only
-- if that is one which needs memory.
local function remember(entry)
    if counter == 0 then
        redis.call('UNLINK', KEYS[2]) -- what is left if the hash was taken away by others
    elseif erased then
        redis.call('PERSIST', KEYS[1])
        redis.call('PERSIST', KEYS[2])
    end
    redis.call('LPUSH', KEYS[2], entry)
    if (counter + 1) % SLACK == 0 then
        redis.call('LTRIM', KEYS[2], 0, REMEMBERED - 1)
    end
end

