package org.imageinventory.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Whether two states of an image are the same, and if not, in what they differ. The order of elements and keys, white
 * space, exact duplicates, and null versus absent versus empty list make no difference. Safe for use by several threads.
 */
public final class Sameness {

    /** To be raised when an image is read into columns in another way: every image is then compared and rewritten once. */
    private static final int MAPPING = 1;

    private final Facts facts;
    private final String salt;

    /**
     * Makes a comparison.
     *
     * @param volatileFields API paths without keys that are kept current but have no history, such as
     *     {@code ImageRegionDistributeList.Progress}
     * @param zone in which times without one are read; another one makes other columns, hence other fingerprints
     */
    public Sameness(Set<String> volatileFields, ZoneId zone) {
        this.facts = new Facts(Set.copyOf(volatileFields));
        this.salt = MAPPING + "|" + zone.getId() + "|" + new TreeSet<>(volatileFields);
    }

    public Fingerprint fingerprint(Image image) {
        var state = sha256();
        var volatileState = sha256();
        feed(state, salt);
        var volatileFacts = new int[1];
        facts.tell(image, (isVolatile, path, json) -> {
            var digest = isVolatile ? volatileState : state;
            feed(digest, path);
            feed(digest, json);
            volatileFacts[0] += isVolatile ? 1 : 0;
        });
        return new Fingerprint(uuid(state), volatileFacts[0] == 0 ? null : uuid(volatileState));
    }

    /** Whether a field or member, by its API path without keys, is kept current without history of its own. */
    public boolean isVolatile(String field) {
        return facts.isVolatile(field);
    }

    /** What has history and differs, by path; empty exactly if the fingerprints' states are equal. */
    public List<Change> differences(Image before, Image after) {
        var old = factsOf(before);
        var current = factsOf(after);
        var paths = new TreeSet<>(old.keySet());
        paths.addAll(current.keySet());
        return paths.stream()
                .map(path -> new Change(path, old.get(path), current.get(path)))
                .filter(Change::isOne)
                .toList();
    }

    private Map<String, String> factsOf(Image image) {
        var map = new TreeMap<String, String>();
        facts.tell(image, (isVolatile, path, json) -> {
            if (!isVolatile) {
                map.put(path, json);
            }
        });
        return map;
    }

    private static void feed(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static UUID uuid(MessageDigest digest) {
        var bytes = ByteBuffer.wrap(digest.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
