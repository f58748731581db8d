package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When faults occur. */
final class FaultRuleTest {

    private final Faults faults = new Faults(new ParkedExchanges());

    @Test
    void queuedFaultsComeOneAfterAnother() {
        faults.next(2, Fault.error(500));
        faults.next(0, Fault.hang());
        faults.pass(1);
        faults.next(1, Fault.html());

        assertThat(hits(5)).containsExactly("[error]", "[error]", "[]", "[html]", "[]");
    }

    @Test
    void faultBeginsLaterAndStays() {
        faults.after(2, Fault.noPermission());

        assertThat(hits(4)).containsExactly("[]", "[]", "[no-permission]", "[no-permission]");
    }

    @Test
    void faultHitsWhereItsConditionHolds() {
        var rule = faults.when(call -> call.page() == 2, Fault.hang()).requests(1);

        assertThat(hits(3)).containsExactly("[]", "[hang]", "[]");
        assertThat(hits(3)).containsExactly("[]", "[]", "[]");
        assertThat(rule.hits()).isEqualTo(1);
    }

    @Test
    void randomFaultsAreTheSameForASeed() {
        faults.randomly(0.3, 11, Fault.throttled(Duration.ofMillis(5)));
        var first = hits(1000);
        faults.clear();
        faults.randomly(0.3, 11, Fault.throttled());

        assertThat(hits(1000)).isEqualTo(first);
        assertThat(first.stream().filter("[throttle]"::equals).count()).isBetween(250L, 350L);
    }

    @Test
    void severalFaultsHitOneRequest() {
        faults.always(Fault.countOffBy(1));
        faults.always(Fault.slowBody(Duration.ofMillis(1)));

        assertThat(hits(1)).containsExactly("[count-off-by, slow-body]");
    }

    private List<String> hits(int calls) {
        List<String> hits = new ArrayList<>();
        for (int page = 1; page <= calls; page++) {
            var call = new ListImageCall(
                    page, 0, Instant.EPOCH, "main", Map.of("PageNumber", Integer.toString(page)), Map.of());
            hits.add(faults.hitting(call).stream().map(Fault::name).toList().toString());
        }
        return hits;
    }
}
