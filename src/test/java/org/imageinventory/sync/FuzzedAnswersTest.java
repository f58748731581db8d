package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.imageinventory.inventory.Difference;
import org.imageinventory.inventory.Verification;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whole responses with an odd structure: members of any type, duplicate, missing, cut off, nested too deeply, or
 * garbled. However they are interpreted, the images do not change. {@code -Dfuzz.seed=N -Dfuzz.rounds=N} select other
 * responses.
 */
class FuzzedAnswersTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_124L);
    private static final int ROUNDS = 5 * Integer.getInteger("fuzz.rounds", 10);
    private static final List<String> IMAGES = List.of(
            element("a", "CloudApp", "\"Rating\":1"),
            element("b", "CloudApp", "\"TagList\":[{\"Key\":\"k\",\"Value\":\"v\"}]"),
            element("c", "CloudApp"));

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final StandIn API =
            StandIn.builder().documents(IMAGES).build().start();
    private static SyncInProcess program;
    private static Tables tables;

    @BeforeAll
    static void begin() {
        tables = new Tables(DATABASE);
        program = SyncInProcess.on(
                DATABASE, API, Map.of("inventory.products", "CloudApp", "inventory.api.retry-budget", "1ms"));
        assertThat(sync()).isEqualTo(WalkStatus.COMPLETE);
    }

    @AfterAll
    static void end() {
        program.close();
        API.close();
    }

    @Test
    void noAnswerHarmsTheImages() {
        var before = tables.contents();
        before.remove("field_anomaly");
        var met = new EnumMap<WalkStatus, Integer>(WalkStatus.class);
        for (var round = 0; round < ROUNDS; round++) {
            var answer = answer(new Random(SEED * 1_000_003 + round));
            API.faults().clear();
            // Lookups of single images get correct responses, so that no image is marked as deleted.
            API.faults().when(call -> !call.parameters().containsKey("ImageId"), Fault.body(answer));

            var status = sync();

            met.merge(status, 1, Integer::sum);
            var after = tables.contents();
            after.remove("field_anomaly");
            assertThat(after)
                    .as(
                            "-Dfuzz.seed=%d, round %d: %s",
                            SEED, round, answer.substring(0, Math.min(500, answer.length())))
                    .isEqualTo(before);
        }
        API.faults().clear();
        assertThat(sync()).isEqualTo(WalkStatus.COMPLETE);
        var differences = new ArrayList<Difference>();
        program.part(Verification.class).verify(differences::add);
        assertThat(differences).isEmpty();
        assertThat(met).containsKeys(WalkStatus.COMPLETE, WalkStatus.TORN, WalkStatus.FAILED);
    }

    private static WalkStatus sync() {
        var walk = program.sync().walks().get(0);
        var failure = walk.failure();
        assertThat(walk.status() == WalkStatus.FAILED)
                .as("a failure is reported")
                .isEqualTo(failure != null);
        if (failure != null) {
            // The message comes from the client's own checks, not from an unexpected exception.
            assertThat(failure.message()).startsWith("ListImage of main/cn-shanghai, page ");
        }
        return walk.status();
    }

    private static String answer(Random random) {
        var odd = new OddElements(random);
        var members = new LinkedHashMap<String, String>();
        members.put("PageNumber", "1");
        members.put("PageSize", "100");
        members.put("Count", "3");
        members.put("Success", "true");
        members.put("Code", "\"200\"");
        members.put("RequestId", "\"r\"");
        members.put("Data", "[" + String.join(",", IMAGES) + "]");
        var json = new ArrayList<String>();
        members.forEach((name, value) -> {
            switch (random.nextInt(12)) {
                case 0 -> json.add(member(name, odd.value(2)));
                case 1 -> {
                    json.add(member(name, odd.value(1)));
                    json.add(member(name, value));
                }
                case 2 -> {
                    if (random.nextBoolean()) {
                        json.add(member("x", odd.deep(random.nextInt(4_000))));
                    }
                }
                case 3 -> json.add(member(name, String.valueOf(random.nextInt(8))));
                default -> json.add(member(name, value));
            }
        });
        var text = "{" + String.join(",", json) + "}";
        return switch (random.nextInt(14)) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> text + random.nextInt(10);
            case 2 -> "\uFEFF" + text;
            case 3 -> "[" + text + "]";
            case 4 -> odd.value(1);
            case 5 -> odd.deep(1_000 + random.nextInt(100_000));
            case 6, 7 -> garbled(text, random);
            default -> text;
        };
    }

    /** Replaces one punctuation mark by another character, which makes the element unusable. */
    private static String garbled(String text, Random random) {
        var at = random.nextInt(text.length());
        while ("{}[]:,\"".indexOf(text.charAt(at)) < 0) {
            at = (at + 1) % text.length();
        }
        return text.substring(0, at) + (random.nextBoolean() ? 'x' : '\\') + text.substring(at + 1);
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":" + value;
    }
}
