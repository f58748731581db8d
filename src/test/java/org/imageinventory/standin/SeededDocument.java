package org.imageinventory.standin;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The document of a generated image, with every field that the API documents, in the documented order. */
final class SeededDocument {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long FIRST_DAY = LocalDateTime.of(2024, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final int TWO_YEARS = 2 * 365 * 24 * 3600;
    private static final int NINETY_DAYS = 90 * 24 * 3600;

    private final SeededImage image;
    private final JsonGenerator out;

    private SeededDocument(SeededImage image, JsonGenerator out) {
        this.image = image;
        this.out = out;
    }

    static byte[] write(SeededImage image) {
        var bytes = new ByteArrayOutputStream(3072);
        try (JsonGenerator out = Json.MAPPER.createGenerator(bytes)) {
            new SeededDocument(image, out).write();
        }
        return bytes.toByteArray();
    }

    private void write() {
        out.writeStartObject();
        identity();
        versions();
        system();
        lists();
        placement();
        out.writeEndObject();
    }

    private void identity() {
        int created = image.below(40, TWO_YEARS);
        text("GmtCreate", time(created));
        text("GmtModified", time(created + image.below(41, NINETY_DAYS)));
        out.writeNumberProperty("AliUid", image.uid());
        text("ImageId", image.id());
        text("ImageName", image.name());
        text("ImageType", image.imageType());
        text("PackageType", image.packageType());
        text("Description", image.pick(42, SeededValues.DESCRIPTIONS));
        text("OsType", image.platform().osType());
        text("ProtocolType", image.protocol());
        out.writeNumberProperty("BizType", 1);
        text("ProductType", image.product());
    }

    private void versions() {
        text("VersionId", image.versionId(image.version()));
        text("OnlineVersionId", image.versionId(image.version()));
        text("LatestVersionId", image.versionId(image.version() + image.below(43, 2)));
        text("Status", image.status());
        int parent = image.parentPosition();
        if (parent >= 0) {
            SeededImage from = image.other(parent);
            text("ParentImageId", from.id());
            text("ParentImageVersion", from.versionId(from.version()));
            SeededImage base = image.other(image.basePosition());
            text("BaseImageId", base.id());
            text("BaseImageVersion", base.versionId(base.version()));
        }
        text("FotaVersion", image.fotaVersion());
    }

    private void system() {
        text("Language", image.language());
        out.writeNumberProperty("Platform", image.platform().number());
        out.writeBooleanProperty("OnlineVersion", image.chance(44, 90));
        out.writeNumberProperty("SystemDiskSize", 40 + 20 * image.below(45, 5));
        out.writeNumberProperty("DataDiskSize", 50 * image.below(46, 5));
        out.writeArrayPropertyStart("AppList");
        for (int app = 0; app < image.below(47, 4); app++) {
            out.writeStartObject();
            text("AppId", "ca-" + image.hex(48 + app, 16));
            text("AppName", image.pick(51 + app, SeededValues.APP_NAMES));
            out.writeEndObject();
        }
        out.writeEndArray();
        texts("FeatureList", image.features());
        text("ImageCreateMode", image.pick(54, SeededValues.CREATE_MODES));
        texts("ImageRegionList", image.regions());
        text("Distro", image.platform().distro());
        text("VersionName", "v" + image.below(55, 3) + "." + image.version() + ".0");
        text("ResourceInstanceCategory", image.resourceCategories());
        text("PlatformName", image.platform().name());
        texts("SupportedLanguageList", image.languages());
    }

    private void lists() {
        boolean encrypted = image.chance(56, 30);
        out.writeBooleanProperty("VolumeEncryptionEnabled", encrypted);
        text("VolumeEncryptionKey", encrypted ? image.uuid(57) : "");
        text("SessionType", image.features().contains("MultiSession") ? "MULTIPLE_SESSION" : "SINGLE_SESSION");
        out.writeArrayPropertyStart("ImageRegionDistributeList");
        for (String region : image.regions()) {
            boolean underWay = image.chance(58 + region.hashCode(), 8);
            out.writeStartObject();
            text("ImageId", image.id());
            text("RegionId", region);
            text("Status", underWay ? "INIT" : "AVAILABLE");
            text("VersionId", image.versionId(image.version()));
            text("Progress", underWay ? 10 * image.below(59 + region.hashCode(), 10) + "%" : "100%");
            out.writeEndObject();
        }
        out.writeEndArray();
        text("FotaChannel", image.chance(60, 20) ? "beta" : "");
        out.writeBooleanProperty("CompatibleMode", image.chance(61, 10));
        // Each element is itself the text of a JSON array.
        texts(
                "DriverList",
                image.hasGraphics() ? List.of("[\"" + image.uuid(62) + "\",\"" + image.uuid(63) + "\"]") : List.of());
        text("Scene", image.pick(64, SeededValues.SCENES));
        out.writeNumberProperty("Rating", 60 + image.below(65, 41));
    }

    private void placement() {
        text("ImageIconUrl", image.chance(66, 20) ? "https://img.example.com/icon/" + image.hex(67, 16) + ".png" : "");
        text("EnvironmentId", image.chance(68, 50) ? "env-" + image.hex(69, 28) : "");
        out.writeArrayPropertyStart("TagList");
        for (SeededImage.Tag tag : image.tags()) {
            out.writeStartObject();
            text("Key", tag.key());
            text("Value", tag.value());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("SnapshotList");
        for (int disk = 0; disk < 1 + image.below(70, 2); disk++) {
            out.writeStartObject();
            text("SnapshotId", "s-" + image.hex(71 + disk, 20));
            text("VersionId", image.versionId(image.version()));
            text("DiskType", disk == 0 ? "SYSTEM" : "DATA");
            text("DiskSubType", "");
            text("BindType", "IMAGE");
            text("DiskCategory", image.pick(73 + disk, SeededValues.DISK_CATEGORIES));
            out.writeNumberProperty("Size", 40 + 20 * image.below(75 + disk, 5));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void text(String name, String value) {
        out.writeStringProperty(name, value);
    }

    private void texts(String name, List<String> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(out::writeString);
        out.writeEndArray();
    }

    private static String time(int seconds) {
        return TIME.format(LocalDateTime.ofEpochSecond(FIRST_DAY + seconds, 0, ZoneOffset.UTC));
    }
}
