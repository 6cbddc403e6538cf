namespace DenseEdge.Training.Presets;

/// <summary>The costs of the presets at their default sizes, as <see cref="Export.NetworkCost"/> counts them. They stand here
/// because to build so many networks takes minutes; a test counts them again.</summary>
internal static class PresetCosts
{
    private static readonly Dictionary<string, PresetCost> Counted = new(StringComparer.Ordinal)
    {
        ["nyud-hrnet18-all-global"] = new(4_734_172, 21_184_923_508),
        ["nyud-hrnet18-all-local"] = new(4_734_172, 23_808_190_132),
        ["nyud-hrnet18-all-none"] = new(4_534_048, 17_744_257_188),
        ["nyud-hrnet18-all-slabel"] = new(5_060_994, 24_803_335_476),
        ["nyud-hrnet18-all-tlabel"] = new(5_060_994, 25_170_675_036),
        ["nyud-hrnet18-atrc"] = new(5_060_994, 24_887_992_320),
        ["nyud-hrnet18-multitask"] = new(4_515_556, 17_475_276_308),
        ["nyud-hrnet18-single-depth"] = new(4_023_732, 10_114_433_868),
        ["nyud-hrnet18-single-edge"] = new(4_023_732, 10_114_433_868),
        ["nyud-hrnet18-single-normals"] = new(4_023_868, 10_116_441_188),
        ["nyud-hrnet18-single-semseg"] = new(4_026_384, 10_153_576_608),
        ["nyud-hrnet48-atrc"] = new(72_478_947, 180_782_791_656),
        ["nyud-hrnet48-multitask"] = new(70_000_305, 148_523_027_856),
        ["nyud-hrnet48-single-depth"] = new(66_492_061, 95_986_370_256),
        ["nyud-hrnet48-single-edge"] = new(66_492_061, 95_986_370_256),
        ["nyud-hrnet48-single-normals"] = new(66_492_423, 95_991_763_056),
        ["nyud-hrnet48-single-semseg"] = new(66_499_120, 96_091_529_856),
        ["nyud-mobilenet-atrc"] = new(2_011_253, 3_888_634_208),
        ["pascal-hrnet18-all-global"] = new(5_007_782, 27_858_001_920),
        ["pascal-hrnet18-all-local"] = new(5_007_782, 32_142_827_520),
        ["pascal-hrnet18-all-none"] = new(4_700_867, 22_070_026_240),
        ["pascal-hrnet18-all-slabel"] = new(5_394_494, 31_455_847_896),
        ["pascal-hrnet18-all-tlabel"] = new(5_394_494, 31_771_993_560),
        ["pascal-hrnet18-atrc"] = new(5_383_142, 31_598_226_791),
        ["pascal-hrnet18-multitask"] = new(4_677_752, 21_702_287_360),
        ["pascal-hrnet18-single-edge"] = new(4_023_732, 10_997_243_904),
        ["pascal-hrnet18-single-human-parts"] = new(4_024_140, 11_003_830_272),
        ["pascal-hrnet18-single-normals"] = new(4_023_868, 10_999_439_360),
        ["pascal-hrnet18-single-sal"] = new(4_023_800, 10_997_243_904),
        ["pascal-hrnet18-single-semseg"] = new(4_025_092, 11_019_198_464),
        ["pascal-mobilenet-atrc"] = new(2_042_023, 4_597_751_104),
    };

    public static PresetCost Of(string name) => Counted[name];
}
