namespace DenseEdge.Data.Folder;

/// <summary>The three archives of the multi-task NYUD-v2 benchmark, which share their folders but not their files.</summary>
internal static class NyudLayout
{
    /// <summary>ATRC's archive: png images of 425x560.</summary>
    internal const string A = "nyud_v2_a";

    /// <summary>The archive on the Google Drive: jpg images of 480x640, npy labels.</summary>
    internal const string B = "nyud_v2_b";

    /// <summary>The first archive, of ASTMT: jpg images of 425x560, mat labels.</summary>
    internal const string C = "nyud_v2_c";

    private static readonly string[] LabelFolders = ["segmentation", "depth", "normals", "edge"];

    /// <summary>Tells whether a folder has the folders of the benchmark.</summary>
    internal static bool LooksLikeIt(string folder) =>
        FolderContent.Has(folder, "gt_sets")
        || (FolderContent.Has(folder, "images") && LabelFolders.Count(labels => FolderContent.Has(folder, labels)) >= 3
            && !File.Exists(Path.Combine(folder, DescriptorFile.Name)) && !HasOwnSplits(folder));

    /// <summary>Recognises the layout by the kinds of files.</summary>
    /// <exception cref="InvalidDataException">It can't be told; the message says what was looked for.</exception>
    internal static string Of(string folder)
    {
        bool png = Has(folder, "images", ".png");
        bool jpg = Has(folder, "images", ".jpg");
        bool npyNormals = Has(folder, "normals", ".npy");
        bool matLabels = Has(folder, "segmentation", ".mat");
        return (png, jpg) switch
        {
            (true, false) => A,
            (false, true) when npyNormals && !matLabels => B,
            (false, true) when matLabels && !npyNormals => C,
            _ => throw new InvalidDataException(
                $"'{folder}' looks like NYUD-v2, but its layout can't be told: it has "
                + $"{FolderContent.Describe(folder, ["images", "normals", "segmentation"])}. Expected one of: "
                + "images/*.png (layout A, NYUDv2.tar.gz of ATRC); images/*.jpg with normals/*.npy (layout B, NYUD_MT.tgz of the "
                + "Google Drive); images/*.jpg with segmentation/*.mat (layout C, NYUD_MT.tgz of ASTMT). "
                + (png || jpg || npyNormals || matLabels
                    ? "Archives may have been mixed, or one unpacked in part: " : string.Empty)
                + "unpack one archive into a folder of its own."),
        };
    }

    private static bool Has(string folder, string labels, string extension) =>
        FolderContent.Extensions(folder, labels).Contains(extension);

    // Other data sets with such folders keep their id lists elsewhere.
    private static bool HasOwnSplits(string folder) => FolderContent.Has(folder, "splits");
}
