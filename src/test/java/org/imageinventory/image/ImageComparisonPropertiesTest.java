package org.imageinventory.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.image.Images.ZONE;
import static org.imageinventory.image.Images.image;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Properties that hold for every image, tested with hundreds of generated images. The images are the same each time.
 */
class ImageComparisonPropertiesTest {

    private static final int TRIES = 500;

    private final ImageComparison sameness =
            new ImageComparison(Set.of("ImageRegionDistributeList.Progress", "Rating"), ZONE);
    private final RandomElements elements = new RandomElements(20250425);

    @Test
    void restatingAnImageChangesNothing() {
        for (var i = 0; i < TRIES; i++) {
            var element = elements.next();
            var restated = elements.restated(element);
            var one = image(element);
            var another = image(restated);

            assertThat(sameness.fingerprint(another))
                    .as("%s%n%s", element, restated)
                    .isEqualTo(sameness.fingerprint(one));
            assertThat(sameness.differences(one, another))
                    .as("%s%n%s", element, restated)
                    .isEmpty();
            assertThat(another.lists()).isEqualTo(one.lists());
        }
    }

    @Test
    void whateverIsReadDifferentlyHasAnotherFingerprint() {
        var real = 0;
        for (var i = 0; i < TRIES; i++) {
            var element = elements.next();
            var changed = elements.changed(element);
            var isSame = reading(element).equals(reading(changed));
            real += isSame ? 0 : 1;

            assertThat(sameness.fingerprint(image(changed)).equals(sameness.fingerprint(image(element))))
                    .as("%s%n%s", element, changed)
                    .isEqualTo(isSame);
        }
        assertThat(real).isGreaterThan(TRIES / 2);
    }

    @Test
    void anotherValueOfAVolatileMemberBesideTheOldOneChangesNothing() {
        var real = 0;
        for (var i = 0; i < TRIES; i++) {
            var element = elements.next();
            var more = elements.withOtherProgress(element);
            var before = image(element);
            var after = image(more);
            real += after.lists().equals(before.lists()) ? 0 : 1;

            assertThat(sameness.differences(before, after))
                    .as("%s%n%s", element, more)
                    .isEmpty();
            assertThat(sameness.fingerprint(after).state())
                    .as("%s%n%s", element, more)
                    .isEqualTo(sameness.fingerprint(before).state());
        }
        assertThat(real).isGreaterThan(TRIES / 5);
    }

    /** Returns the whole content of an image: columns, rows, and fields that have neither. */
    private static Object reading(ObjectNode element) {
        var image = image(element);
        return Map.of("scalars", image.scalars(), "lists", image.lists(), "extras", image.extras());
    }

    @Test
    void thereAreDifferencesExactlyIfTheStatesDiffer() {
        for (var i = 0; i < TRIES; i++) {
            var element = elements.next();
            var other = i % 10 == 0 ? elements.next() : elements.changed(element);
            var before = image(element);
            var after = image(other);

            assertThat(sameness.differences(before, after).isEmpty())
                    .as("%s%n%s", element, other)
                    .isEqualTo(sameness.fingerprint(before)
                            .state()
                            .equals(sameness.fingerprint(after).state()));
        }
    }

    @Test
    void differencesReplayedOntoTheOldFactsGiveTheNew() {
        for (var i = 0; i < TRIES; i++) {
            var element = elements.next();
            var before = image(element);
            var after = image(elements.changed(elements.changed(element)));
            var facts = facts(before);

            for (var change : sameness.differences(before, after)) {
                assertThat(facts.get(change.field())).isEqualTo(change.oldValue());
                if (change.newValue() == null) {
                    facts.remove(change.field());
                } else {
                    facts.put(change.field(), change.newValue());
                }
            }

            assertThat(facts).as("%s", element).isEqualTo(facts(after));
        }
    }

    /** Returns all fields with history of an image, as differences from an image without fields. */
    private Map<String, String> facts(Image image) {
        var facts = new TreeMap<String, String>();
        for (var change : sameness.differences(image(""), image)) {
            facts.put(change.field(), String.valueOf(change.newValue()));
        }
        return facts;
    }

    @Test
    void aReadImageIsReadAgainTheSame() {
        for (var i = 0; i < TRIES; i++) {
            var image = image(elements.next());

            assertThat(sameness.fingerprint(image(image.document()))).isEqualTo(sameness.fingerprint(image));
        }
    }
}
