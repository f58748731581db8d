package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.imageinventory.image.ReceivedElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class PageWalkTest {

    private final List<ListImageRequest> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 50})
    void goesThroughAllPagesInOrderAndAsksForNoOther(int readAhead) {
        var walk = walk(readAhead, request -> listing(request, 950, 100));

        assertThat(numbers(walk)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(asked).extracting(ListImageRequest::pageNumber).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(walk.count()).isEqualTo(950);
        assertThat(walk.countMoved() || walk.moved() || walk.capped()).isFalse();
        assertThat(walk.next()).isNull();
    }

    @Test
    void anEmptyListingIsOnePageAndItsCountIsKnown() {
        var walk = walk(3, request -> listing(request, 0, 100));

        assertThat(numbers(walk)).containsExactly(1);
        assertThat(asked).hasSize(1);
        assertThat(walk.count()).isZero();
    }

    @Test
    void beginsWhereItIsTold() {
        var walk = new PageWalk(
                recording(request -> listing(request, 950, 100)),
                TestClient.request().page(8, 100),
                2,
                Runnable::run);

        assertThat(numbers(walk)).containsExactly(8, 9, 10);
    }

    @Test
    void aPageBehindTheEndEndsIt() {
        var walk = new PageWalk(
                recording(request -> listing(request, 50, 100)),
                TestClient.request().page(8, 100),
                2,
                Runnable::run);

        assertThat(numbers(walk)).containsExactly(8);
    }

    @Test
    void readsNoMoreThanToldAheadAndNothingBeforeTheFirstAnswer() {
        var tasks = new ArrayDeque<Runnable>();
        var walk = new PageWalk(recording(request -> listing(request, 950, 100)), TestClient.request(), 2, task -> {
            tasks.add(task);
            if (asked.isEmpty()) {
                runAll(tasks); // otherwise the consumer would wait forever for the first page
            }
        });

        walk.next();
        assertThat(asked).hasSize(1);
        assertThat(tasks).hasSize(2); // pages 2 and 3

        runAll(tasks);
        assertThat(asked).extracting(ListImageRequest::pageNumber).containsExactly(1, 2, 3);
    }

    @Test
    void pagesAnsweredOutOfOrderComeInOrder() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        var thirdAnswered = new CountDownLatch(1);
        try (var walk = new PageWalk(
                request -> {
                    if (request.pageNumber() == 2) {
                        await(thirdAnswered);
                    }
                    var page = listing(request, 400, 100);
                    if (request.pageNumber() == 3) {
                        thirdAnswered.countDown();
                    }
                    return page;
                },
                TestClient.request(),
                3,
                threads)) {
            assertThat(numbers(walk)).containsExactly(1, 2, 3, 4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aServerThatCapsPagesIsAskedOnWithItsOwnSize() {
        var walk = walk(2, request -> listing(request, 250, Math.min(request.pageSize(), 50)));

        assertThat(numbers(walk)).containsExactly(1, 2, 3, 4, 5);
        assertThat(asked).extracting(ListImageRequest::pageSize).containsExactly(100, 50, 50, 50, 50);
        assertThat(walk.moved()).isFalse();
    }

    @Test
    void aServerThatCapsPagesWithoutSayingSoIsWalkedToTheEnd() {
        var walk = walk(2, request -> page(request.pageNumber(), 100, 250, held(request.pageNumber(), 250, 50)));

        assertThat(numbers(walk)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aPageSizeThatChangesIsSaid() {
        var walk = walk(0, request -> listing(request, 250, request.pageNumber() == 1 ? 100 : 50));

        assertThat(numbers(walk)).containsExactly(1, 2, 3, 4, 5);
        assertThat(walk.moved()).isTrue();
    }

    @Test
    void anotherPageThanAskedForIsSaid() {
        var walk = walk(0, request -> page(1, 100, 200, 100));

        assertThat(numbers(walk)).hasSize(2);
        assertThat(walk.moved()).isTrue();
    }

    @Test
    void anEmptyPageEndsItWhateverCountSays() {
        var walk = walk(0, request -> page(request.pageNumber(), 100, 1_000, request.pageNumber() == 3 ? 0 : 100));

        assertThat(numbers(walk)).containsExactly(1, 2, 3);
    }

    @Test
    void aListThatGrowsIsFollowedAndOneThatShrinksEndsEarlier() {
        var grows = walk(2, request -> page(request.pageNumber(), 100, request.pageNumber() == 1 ? 200 : 300, 100));
        assertThat(numbers(grows)).containsExactly(1, 2, 3);
        assertThat(grows.countMoved()).isTrue();
        assertThat(grows.count()).isEqualTo(300);

        var shrinks = walk(5, request -> page(request.pageNumber(), 100, request.pageNumber() == 1 ? 900 : 150, 50));
        assertThat(numbers(shrinks)).hasSizeLessThan(4);
        assertThat(shrinks.countMoved()).isTrue();
    }

    @Test
    void aListWithoutEndIsGivenUp() {
        var walk = walk(2, request -> page(request.pageNumber(), 100, (request.pageNumber() + 1) * 100L, 100));

        assertThat(numbers(walk)).hasSize(14); // two pages of the first response, each requested twice, and ten others
        assertThat(walk.capped()).isTrue();
        assertThat(walk.countMoved()).isTrue();
    }

    @Test
    void aFailureComesWhenItsPagesTurnComesAndEndsTheWalk() {
        var walk = walk(3, request -> {
            if (request.pageNumber() == 3) {
                throw new ListImageException(
                        Fault.local(ErrorCategory.DENIED, "Forbidden.NoPermission", "no", "ask", null));
            }
            return listing(request, 950, 100);
        });

        assertThat(walk.next()).isNotNull();
        assertThat(walk.next()).isNotNull();
        assertThatThrownBy(walk::next).isInstanceOf(ListImageException.class).hasMessageContaining("NoPermission");
        assertThat(walk.next()).isNull();
    }

    @Test
    void closingAbandonsWhatIsBeingRead() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try {
            var walk = new PageWalk(
                    request -> {
                        if (request.pageNumber() > 1) {
                            awaitInterruption();
                        }
                        return listing(request, 950, 100);
                    },
                    TestClient.request(),
                    2,
                    threads);
            walk.next();

            walk.close();

            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            // Null would mean that the listing was read to its end.
            assertThatThrownBy(walk::next).isInstanceOf(CancellationException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aConsumerThatIsInterruptedDoesNotWaitForTheAnswer() {
        var walk = new PageWalk(request -> listing(request, 1, 1), TestClient.request(), 0, task -> {});
        Thread.currentThread().interrupt();

        assertThatThrownBy(walk::next).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aPoolThatTakesNoMoreWorkEndsTheWalk() {
        var walk = new PageWalk(request -> listing(request, 1, 1), TestClient.request(), 0, task -> {
            throw new RejectedExecutionException();
        });

        assertThatThrownBy(walk::next).isInstanceOf(CancellationException.class);
        assertThatThrownBy(walk::next).isInstanceOf(CancellationException.class);
    }

    @Test
    void closingWakesWhoWaitsForAPage() throws Exception {
        var asking = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var walk = new PageWalk(
                    request -> {
                        asking.countDown();
                        awaitInterruption();
                        return listing(request, 1, 1);
                    },
                    TestClient.request(),
                    0,
                    threads);
            var waiting = threads.submit(walk::next);
            asking.await();

            walk.close();

            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void worksOnTheRealClient() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 2, 3, "1", "2"), ScriptedApi.page(2, 2, 3, "3"))) {
            var walk = new PageWalk(test.client, TestClient.request(), 2, Runnable::run);

            assertThat(numbers(walk)).containsExactly(1, 2);
            assertThat(test.api.asked())
                    .extracting(one -> one.form().get("PageSize"))
                    .containsExactly("100", "2");
        }
    }

    private PageWalk walk(int readAhead, Function<ListImageRequest, ListImagePage> api) {
        asked.clear();
        return new PageWalk(recording(api), TestClient.request(), readAhead, Runnable::run);
    }

    private Function<ListImageRequest, ListImagePage> recording(Function<ListImageRequest, ListImagePage> api) {
        return request -> {
            asked.add(request);
            return api.apply(request);
        };
    }

    private static ListImagePage listing(ListImageRequest request, int count, int size) {
        return page(request.pageNumber(), size, count, held(request.pageNumber(), count, size));
    }

    private static int held(int number, int count, int size) {
        return Math.max(0, Math.min(size, count - (number - 1) * size));
    }

    private static ListImagePage page(int number, int size, long count, int held) {
        var images = IntStream.range(0, held)
                .mapToObj(i ->
                        new ReceivedElement(ByteBuffer.allocate(0), null, () -> JsonNodeFactory.instance.numberNode(i)))
                .toList();
        return new ListImagePage(number, size, count, images, "r", Instant.EPOCH, Instant.EPOCH);
    }

    private static List<Integer> numbers(PageWalk walk) {
        var numbers = new ArrayList<Integer>();
        for (@Nullable ListImagePage page = walk.next(); page != null; page = walk.next()) {
            numbers.add(page.pageNumber());
        }
        return numbers;
    }

    private static void runAll(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
    }

    private static void awaitInterruption() {
        await(new CountDownLatch(1));
    }
}
