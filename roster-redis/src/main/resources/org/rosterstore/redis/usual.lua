-- The usual commit: one item put, by somebody who has seen the owner last, where there is no request and no extra. What
-- commit.lua says of keys, arguments and answers holds here, and what this does it would do: but to make its functions costs
-- more than all of this. Whatever is not usual goes on there.

do
    local id, base, flags, expected, _, conditions = struct.unpack('>c8c16Bc16I4I4', ARGV[2])
    local contact, change = ARGV[4], ARGV[5]
    if #ARGV == 5 and conditions == 0 and bit.band(flags, 250) == 0 and change:byte(1) == 80 then
        local stored = redis.call('HMGET', KEYS[1], '', contact)
        local head, old = stored[1], stored[2]
        if
            head and #head > 21 and head:byte(1) == 1 and head:byte(18) % 2 == 0 and head:sub(2, 17) == base
            and (flags % 2 == 0 or expected == base)
            and (not old or (#old > 21 and old:byte(1) == 1 and old:byte(22) < 32))
        then
            local counter = struct.unpack('>I8', base) + 1
            local after = struct.pack('>I8', counter) .. id
            local rest = flags < 4 and head:sub(18) or '\2' .. head:sub(19, 22) .. ARGV[3]
            redis.call('PUBLISH', ARGV[1], KEYS[1])
            redis.call('LPUSH', KEYS[2], id .. struct.pack('>I2', #contact) .. contact) -- fails if it is no list any more
            redis.call('HSET', KEYS[1], '', '\1' .. after .. rest, contact, '\1' .. after .. change:sub(2))
            if counter % 32 == 0 then
                redis.call('LTRIM', KEYS[2], 0, 128)
            end
            return 'C' .. after
        end
    end
end

