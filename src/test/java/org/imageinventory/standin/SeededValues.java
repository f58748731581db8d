package org.imageinventory.standin;

import java.util.List;
import java.util.stream.IntStream;

/** The values of generated images. A value that is listed several times occurs that much more often. */
final class SeededValues {

    /** An operating system in the API's five ways of naming one. */
    record Platform(int number, String name, String osType, String distro) {}

    static final List<String> PRODUCTS = List.of("CloudApp", "CloudDesktop", "WuyingServer");
    static final List<String> IMAGE_TYPES =
            List.of("User", "User", "User", "User", "User", "User", "Shared", "Community");
    static final List<String> STATUSES = List.of(
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "AVAILABLE",
            "INIT",
            "CREATING",
            "CREATE_FAILED");
    static final List<String> LANGUAGES = List.of("zh-CN", "en-US", "zh-HK", "ja-JP");
    static final List<String> FEATURES = List.of("FotaChannel", "Builder", "MultiSession", "GPU");
    static final List<String> CREATE_MODES =
            List.of("BUILDER_MANUAL", "INSTANCE_AUTO", "BY_INSTANCE_ID", "BY_SNAPSHOT_ID");
    static final List<String> REGIONS = List.of(
            "cn-shanghai",
            "cn-hangzhou",
            "cn-beijing",
            "cn-shenzhen",
            "cn-guangzhou",
            "cn-chengdu",
            "cn-nanjing",
            "cn-qingdao",
            "cn-hongkong",
            "ap-southeast-1",
            "ap-northeast-1",
            "ap-southeast-5");
    static final List<Platform> PLATFORMS = List.of(
            new Platform(0, "Windows Server 2022", "Windows", "Windows Server 2022 数据中心版 64位"),
            new Platform(1, "Windows Server 2019", "Windows", "Windows Server 2019 数据中心版 64位"),
            new Platform(2, "Windows Server 2016", "Windows", "Windows Server 2016 数据中心版 64位"),
            new Platform(3, "Windows 11", "Windows", "Windows 11 专业版 64位"),
            new Platform(4, "Windows 10", "Windows", "Windows 10 专业版 64位"),
            new Platform(5, "Ubuntu", "Linux", "Ubuntu 22.04 64位"),
            new Platform(6, "Debian", "Linux", "Debian 12 64位"));
    static final List<String> ENVIRONMENTS = List.of("prod", "test", "dev", "预发");
    static final List<String> OWNERS = List.of("设计部", "研发中心", "zhang.wei", "li.na", "platform-team", "客服");
    static final List<String> NAMES = List.of(
            "设计工作站", "研发桌面", "客服坐席", "视频渲染", "三维建模", "DemoImage", "office-desktop", "财务专用", "云应用基础镜像", "AIGC-推理");
    static final List<String> DESCRIPTIONS = List.of(
            "预装常用设计软件的工作站镜像,由平台团队每月更新一次,请勿手动修改。",
            "研发团队通用桌面,含 IDE、容器运行时与内部证书。",
            "Golden image for call-centre seats; hardened, patched monthly.",
            "用于批量渲染任务,显卡驱动版本固定,升级前请联系负责人。",
            "");
    static final List<String> APP_NAMES =
            List.of("钉钉", "WPS Office", "Blender", "Visual Studio Code", "ComfyUI", "金蝶云", "Chrome", "剪映专业版");
    static final List<String> SCENES = List.of("AIGC", "Office", "Design", "Game");
    static final List<String> DISK_CATEGORIES = List.of("cloud_essd", "cloud_auto", "cloud_efficiency");

    private SeededValues() {}

    /** Returns consecutive values of a list. After its end, the list continues at its start. */
    static List<String> turned(List<String> ring, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(index -> ring.get(index % ring.size()))
                .toList();
    }
}
