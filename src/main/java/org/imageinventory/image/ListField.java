package org.imageinventory.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The many-valued elements of ListImage's {@code Data[]}. The elements of some are objects with a key, those of the
 * others are plain texts.
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
    /** Each text may itself be a JSON array: its inner values are the elements. */
    DRIVER("DriverList"),
    /** One text that is a JSON array: its inner values are the elements. */
    RESOURCE_CATEGORY("ResourceInstanceCategory");

    private final String apiName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
    private final List<Member> members;

    ListField(String apiName, Member... members) {
        this.apiName = apiName;
        this.members = List.of(members);
    }

    /** The list's name on the API's page. */
    public String apiName() {
        return apiName;
    }

    /** The members of an element, its key first; empty if the elements are plain texts. */
    public List<Member> members() {
        return members;
    }

    boolean holdsTexts() {
        return members.isEmpty();
    }

    /** Whether a text of this list may hold a JSON array of the elements that are meant. */
    boolean mayHoldJson() {
        return this == DRIVER || this == RESOURCE_CATEGORY;
    }

    /** Whether history tells a change member by member; the other lists' elements change as a whole. */
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
