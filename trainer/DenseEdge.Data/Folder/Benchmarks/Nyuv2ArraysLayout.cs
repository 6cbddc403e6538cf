namespace DenseEdge.Data.Folder;

/// <summary>NYUv2 with 13 classes as NumPy arrays, distributed with MTAN.</summary>
internal static class Nyuv2ArraysLayout
{
    /// <summary>The name of its descriptor.</summary>
    internal const string Name = "nyuv2_13";

    /// <summary>Tells whether a folder has the arrays.</summary>
    internal static bool LooksLikeIt(string folder) =>
        FolderContent.Has(folder, "train", "image") && FolderContent.Has(folder, "train", "label")
        && FolderContent.Extensions(folder, Path.Combine("train", "image")).Contains(".npy");
}
