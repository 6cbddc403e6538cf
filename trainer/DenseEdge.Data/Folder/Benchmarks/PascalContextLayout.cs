namespace DenseEdge.Data.Folder;

/// <summary>The five-task PASCAL-Context benchmark.</summary>
internal static class PascalContextLayout
{
    /// <summary>The name of its descriptor.</summary>
    internal const string Name = "pascal_context";

    private static readonly string[] OwnFolders =
        ["pascal-context/trainval", "semseg", "human_parts", "normals_distill", "sal_distill"];

    /// <summary>Tells whether a folder has the folders of PASCAL VOC or of the benchmark.</summary>
    internal static bool LooksLikeIt(string folder) =>
        FolderContent.Has(folder, "JPEGImages")
        && (FolderContent.Has(folder, "ImageSets") || OwnFolders.Any(own => FolderContent.Has(folder, own)));

    /// <summary>Checks that a folder has what tells the benchmark from plain PASCAL VOC.</summary>
    /// <exception cref="InvalidDataException">Folders are missing; the message lists them.</exception>
    internal static string Check(string folder)
    {
        string[] missing = [.. OwnFolders.Append("ImageSets/Context").Where(own => !FolderContent.Has(folder, own))];
        if (missing.Length == 0)
        {
            return Name;
        }

        string why = missing.Length == OwnFolders.Length + 1
            ? "it is plain PASCAL VOC. The labels are in the archive PASCAL_MT.tgz (ASTMT) or PASCALContext.tar.gz (ATRC): "
                + "unpack that instead."
            : "the download is incomplete, or the archive was unpacked in part: unpack it again.";
        throw new InvalidDataException(
            $"'{folder}' looks like PASCAL-Context, but lacks {string.Join(", ", missing.Select(own => $"{own}/"))}: {why}");
    }
}
