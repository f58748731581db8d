package org.imageinventory.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists in an element of ListImage's {@code Data[]}. Some contain objects with a key, the others plain texts.
 */
public enum ListField {
    TAG("TagList", new Member("Key"), new Member("Value")),
    SNAPSHOT(
            "SnapshotList",
            new Member("SnapshotId"),
            new Member("VersionId"),
            new Member("DiskType"),
            new Member("DiskSubType"),
            new Member("BindType"),
            new Member("DiskCategory"),
            new Member("Size", ValueType.INTEGER)),
    REGION_STATE(
            "ImageRegionDistributeList",
            new Member("RegionId"),
            new Member("VersionId"),
            new Member("Status"),
            new Member("Progress", ValueType.PERCENT)),
    APP("AppList", new Member("AppId"), new Member("AppName")),
    REGION("ImageRegionList"),
    FEATURE("FeatureList"),
    LANGUAGE("SupportedLanguageList"),
    /** Each text may be a JSON array. Then the values of the array are the elements. */
    DRIVER("DriverList"),
    /** One text, which is a JSON array. The values of the array are the elements. */
    RESOURCE_CATEGORY("ResourceInstanceCategory");

    private final String apiName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, but its type does not show it
    private final List<Member> members;

    ListField(String apiName, Member... members) {
        this.apiName = apiName;
        this.members = List.of(members);
    }

    /** Returns the list's name in the API. */
    public String apiName() {
        return apiName;
    }

    /** Returns the members of an element, its key first; empty if the elements are plain texts. */
    public List<Member> members() {
        return members;
    }

    boolean holdsTexts() {
        return members.isEmpty();
    }

    /** Whether a text of this list may be a JSON array of the actual elements. */
    boolean mayHoldJson() {
        return this == DRIVER || this == RESOURCE_CATEGORY;
    }

    /** Whether history records the changes of each member. The elements of other lists change as a whole. */
    boolean comparedByMember() {
        return this == REGION_STATE;
    }

    @Nullable
    Member member(String name) {
        for (var member : members) {
            if (member.apiName().equals(name)) {
                return member;
            }
        }
        return null;
    }

    /** A member of an element that is an object. */
    public record Member(String apiName, ValueType kind) {
        Member(String apiName) {
            this(apiName, ValueType.TEXT);
        }
    }
}
