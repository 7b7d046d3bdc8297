-- One commit. Checks everything before it writes anything.
--
-- KEYS  the hash of the contacts, the list of the last commits; if everything is erased also one that is never there, by which
--       this does not run while the slot moves: a key that is taken away could not be made again here
-- ARGV  channel, order, ver, then a contact and a revision for each condition, then a contact and a change for each change
--
-- order   id:8 base:16 flags:1 expected:16 requests:4 conditions:4, where a revision is counter:8 and id:8
-- flags   1 the owner is expected at a revision, 2 the id may be that of any earlier commit, 4 the ver is set, 8 there is
--         to be no ver, 16 everything is erased, 32 the number of requests is given
-- change  "P" sum:4 kinds:1 item            the item is put, request and extras are kept
--         "C" item:1 request:1 extras:1 ...  see changed() below
--         "W" sum:4 kinds:1 parts           the record is to be this
--         "D"                               there is to be no record
--
-- Gives a letter and a revision: "C" committed, or was before; "F" a condition failed; "B" the base is not known any more;
-- "P" this is not for a script to decide. docs/redis.md has the stored form.

local MARK_LIFE = 25 * 60 * 60 * 1000
local REQUESTS = 100000
local EXTRAS = 32
local OCTETS = 60000 -- what has more is looked at more closely

local id, base, flags, expected, given, conditions = struct.unpack('>c8c16Bc16I4I4', ARGV[2])
local function ordered(flag)
    return bit.band(flags, flag) ~= 0
end

local fields = { '' }
for i = 4, #ARGV, 2 do
    fields[#fields + 1] = ARGV[i]
end
local stored = redis.call('HMGET', KEYS[1], unpack(fields))

if not open(stored[1]) then
    return unreadable()
end

local isBaseKnown = knows(base)
local before = nil
if ordered(2) then
    before = earlier(id, redis.call('LRANGE', KEYS[2], 0, -1))
elseif isBaseKnown then
    before = earlier(id, commits(base))
end
if before then
    return 'C' .. before
elseif not isBaseKnown then
    return 'B' .. revision
elseif ordered(1) and expected ~= revision then
    return 'F' .. revision
end

local function sum(body)
    return struct.pack('>I4', tonumber(redis.sha1hex(body):sub(1, 8), 16))
end

local function isIntact(record)
    return #record > 21 and record:byte(1) == 1 and record:sub(18, 21) == sum(record:sub(22))
end

-- Whether a commit since then touched a contact, or may have.
local function mayBeTouched(contact, since)
    if not knows(since) then
        return true
    end
    for _, entry in ipairs(commits(since)) do
        if entry:byte(9) == 255 or entry:find(struct.pack('>I2', #contact) .. contact, 9, true) then
            return true
        end
    end
    return false
end

for i = 1, conditions do
    local contact, since, record = ARGV[2 + 2 * i], ARGV[3 + 2 * i], stored[1 + i]
    if since ~= revision then
        local isChanged
        if record then
            if not isIntact(record) then
                return 'P' .. revision
            end
            local changedIn = record:sub(2, 17)
            isChanged = changedIn ~= since and (counted(changedIn) > counted(since) or not knows(since))
        else
            isChanged = mayBeTouched(contact, since)
        end
        if isChanged then
            return 'F' .. revision
        end
    end
end

local after = struct.pack('>I8', counter + 1) .. id

if ordered(16) then
    if counter == 0 then
        return 'C' .. NONE
    end
    local ids = { id .. '\255' }
    for i, entry in ipairs(redis.call('LRANGE', KEYS[2], 0, REMEMBERED - 2)) do
        ids[i + 1] = entry:sub(1, 8) .. '\255'
    end
    redis.call('PUBLISH', ARGV[1], KEYS[1])
    redis.call('UNLINK', KEYS[1], KEYS[2])
    redis.call('HSET', KEYS[1], '', '\1' .. after .. '\1' .. string.rep('\0', 4))
    redis.call('RPUSH', KEYS[2], unpack(ids))
    redis.call('PEXPIRE', KEYS[1], MARK_LIFE)
    redis.call('PEXPIRE', KEYS[2], MARK_LIFE)
    return 'C' .. after
end

-- The parts of an intact record.
local function parts(record)
    local kinds, at = record:byte(22), 23
    local request, extras = '', ''
    if bit.band(kinds, 32) ~= 0 then
        request, at = struct.unpack('>I4c0', record, at)
    end
    if bit.band(kinds, 64) ~= 0 then
        extras, at = struct.unpack('>I4c0', record, at)
    end
    return kinds, request, extras, record:sub(at)
end

-- The extras after the statements: key and "+" and value, or key and "-" and nothing. Nil if they are too many.
local function merged(extras, statements)
    local values, keys, at = {}, {}, 1
    while at <= #extras do
        local key, value
        key, value, at = struct.unpack('>I2c0I2c0', extras, at)
        values[key] = value
    end
    at = 1
    while at <= #statements do
        local key, sign, value
        key, sign, value, at = struct.unpack('>I2c0c1I2c0', statements, at)
        values[key] = sign == '+' and value or nil
    end
    for key in pairs(values) do
        keys[#keys + 1] = key
    end
    if #keys > EXTRAS then
        return nil
    end
    table.sort(keys)
    local written = {}
    for i, key in ipairs(keys) do
        written[i] = struct.pack('>I2c0I2c0', #key, key, #values[key], values[key])
    end
    return table.concat(written)
end

-- The body of a record after a change of its parts, '' if nothing is left, nil if this is not for a script to decide.
-- Change: "C", then "=" the item is kept, "+" put or "-" removed; the same of the request; kinds:1, item:4+, request:4+,
-- the statements about extras.
local function changed(old, change)
    if old and not isIntact(old) then
        return nil
    end
    local kinds, request, extras, item = 0, '', '', ''
    if old then
        kinds, request, extras, item = parts(old)
    end
    local _, itemSign, requestSign, newKinds, newItem, newRequest, at = struct.unpack('>c1c1c1BI4c0I4c0', change)
    if itemSign == '+' then
        kinds = bit.bor(bit.band(kinds, 96), newKinds)
        item = newItem
    elseif itemSign == '-' then
        kinds = bit.band(kinds, 32)
        item, extras = '', ''
    end
    if requestSign ~= '=' then
        request = newRequest
        kinds = bit.bor(bit.band(kinds, 95), requestSign == '+' and 32 or 0)
    end
    if at <= #change then
        extras = merged(extras, change:sub(at))
        if not extras then
            return nil
        end
    end
    kinds = bit.bor(bit.band(kinds, 63), extras ~= '' and 64 or 0)
    if bit.band(kinds, 112) == 0 then
        return ''
    end
    local body = string.char(kinds)
    if request ~= '' then
        body = body .. struct.pack('>I4c0', #request, request)
    end
    if extras ~= '' then
        body = body .. struct.pack('>I4c0', #extras, extras)
    end
    return #body + #item <= OCTETS and body .. item or nil
end

local function hasRequest(kinds)
    return bit.band(kinds, 32) ~= 0 and 1 or 0
end

local written, gone, touched = { '', '' }, {}, { id }
local count = requests
for i = 4 + 2 * conditions, #ARGV, 2 do
    local contact, change, old = ARGV[i], ARGV[i + 1], stored[i / 2]
    local letter = change:sub(1, 1)
    local oldKinds = old and old:byte(22) or 0
    if letter == 'P' then
        if old and (#old < 22 or old:byte(1) ~= 1) then
            return 'P' .. revision
        elseif bit.band(oldKinds, 96) ~= 0 then
            local item = change:sub(7)
            change = struct.pack('>c3BI4c0I4', 'C+=', change:byte(6), #item, item, 0)
            letter = 'C'
        end
    end
    local record
    if letter == 'C' then
        local body = changed(old, change)
        if not body then
            return 'P' .. revision
        end
        record = body ~= '' and sum(body) .. body
    else
        record = letter ~= 'D' and change:sub(2)
    end
    if record then
        written[#written + 1] = contact
        written[#written + 1] = '\1' .. after .. record
        count = count + hasRequest(record:byte(5))
    elseif old then
        gone[#gone + 1] = contact
    end
    count = count - hasRequest(oldKinds)
    touched[#touched + 1] = struct.pack('>I2c0', #contact, contact)
end
if ordered(32) then
    count = given
elseif count < 0 or (count > requests and count > REQUESTS) then
    return 'P' .. revision
end

if ordered(4) then
    ver = ARGV[3]
elseif ordered(8) then
    ver = false
end
written[2] = '\1' .. after .. struct.pack('>BI4', ver and 2 or 0, count) .. (ver or '')

checkList()
redis.call('PUBLISH', ARGV[1], KEYS[1])
redis.call('HSET', KEYS[1], unpack(written))
if gone[1] then
    redis.call('HDEL', KEYS[1], unpack(gone))
end
remember(table.concat(touched))
return 'C' .. after
