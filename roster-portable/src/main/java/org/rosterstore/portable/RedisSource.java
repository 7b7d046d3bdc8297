package org.rosterstore.portable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * A Redis that is read and not written to. What is asked of many keys is asked at once. Names of keys are text, and all
 * that is in them octets.
 *
 * <p>Every failure is one of those of {@link RedisProblem}, in one line and without secrets. That a key is of another
 * type is no failure, but empty.
 */
final class RedisSource implements AutoCloseable {

    /** So many keys or members come at a time. */
    private static final int PAGE = 1_000;

    private final RedisClient client;
    private final RedisProblem problem;

    private RedisSource(RedisClient client, RedisProblem problem) {
        this.client = client;
        this.problem = problem;
    }

    /** Connects. */
    static RedisSource open(RedisAddress address) {
        RedisProblem problem = new RedisProblem(address);
        try {
            address.check();
            return new RedisSource(address.client(), problem);
        } catch (RuntimeException e) { // whatever a client makes of an answer that is none
            throw problem.of(e);
        }
    }

    /** Hands on the names of all keys of a pattern, page by page; some may come twice. */
    void keys(String pattern, Consumer<List<byte[]>> pages) {
        ScanParams params = new ScanParams().match(pattern.getBytes(UTF_8)).count(PAGE);
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        boolean complete = false;
        while (!complete) {
            byte[] from = cursor;
            ScanResult<byte[]> page = asked(() -> client.scan(from, params));
            pages.accept(page.getResult());
            cursor = page.getCursorAsBytes();
            complete = page.isCompleteIteration();
        }
    }

    /** The members of a set, some perhaps twice: none if there is no such key, empty if it is of another type. */
    Optional<List<byte[]>> members(String key) {
        ScanParams params = new ScanParams().count(PAGE);
        List<byte[]> members = new ArrayList<>();
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        boolean complete = false;
        while (!complete) {
            byte[] from = cursor;
            Optional<ScanResult<byte[]>> page =
                    asked(() -> orWrongType(() -> client.sscan(key.getBytes(UTF_8), from, params)));
            if (page.isEmpty()) {
                return Optional.empty();
            }
            members.addAll(page.get().getResult());
            cursor = page.get().getCursorAsBytes();
            complete = page.get().isCompleteIteration();
        }
        return Optional.of(members);
    }

    /** The types of some keys, in the words of Redis, {@code none} of those that are not there. */
    List<String> types(List<String> keys) {
        return each(keys, AbstractPipeline::type).stream()
                .map(type -> type.orElse("none"))
                .toList();
    }

    /** About how many octets some keys and what is in them take, 0 of those that are not there. */
    List<Long> sizes(List<String> keys) {
        return each(keys, (pipeline, key) -> pipeline.memoryUsage(key, 0)).stream()
                .map(size -> size.orElse(0L))
                .toList();
    }

    /** What is in some hashes: nothing if there is no such key, empty if it is of another type. */
    List<Optional<Map<byte[], byte[]>>> hashes(List<String> keys) {
        return each(keys, AbstractPipeline::hgetAll);
    }

    /** What is in some sets: nothing if there is no such key, empty if it is of another type. */
    List<Optional<Set<byte[]>>> sets(List<String> keys) {
        return each(keys, AbstractPipeline::smembers);
    }

    /** Whether the sets of entries of some owners have these contacts. */
    List<Boolean> entriesHave(List<SleekKeys.Item> items) {
        return pipelined(
                        items,
                        (pipeline, item) -> pipeline.sismember(
                                SleekKeys.entries(item.owner()).getBytes(UTF_8),
                                item.contact().getBytes(UTF_8)))
                .stream()
                .map(has -> has.orElse(false))
                .toList();
    }

    private <T> List<Optional<T>> each(List<String> keys, BiFunction<AbstractPipeline, byte[], Response<T>> command) {
        return pipelined(keys, (pipeline, key) -> command.apply(pipeline, key.getBytes(UTF_8)));
    }

    /** One answer for each; empty where it is nothing, or the key of another type. */
    private <A, T> List<Optional<T>> pipelined(
            List<A> questions, BiFunction<AbstractPipeline, A, Response<T>> command) {
        if (questions.isEmpty()) {
            return List.of();
        }
        return asked(() -> {
            List<Response<T>> responses = new ArrayList<>(questions.size());
            try (AbstractPipeline pipeline = client.pipelined()) {
                questions.forEach(question -> responses.add(command.apply(pipeline, question)));
                pipeline.sync();
            }
            return responses.stream().map(RedisSource::orWrongType).toList();
        });
    }

    private static <T> Optional<T> orWrongType(Supplier<T> answer) {
        try {
            return Optional.ofNullable(answer.get());
        } catch (JedisDataException e) {
            if (RedisProblem.isOfWrongType(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (JedisException e) {
            throw problem.of(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
