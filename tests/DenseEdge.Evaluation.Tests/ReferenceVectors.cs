using System.IO.Compression;
using DenseEdge.Imaging;

namespace DenseEdge.Evaluation.Tests;

/// <summary>The reference vectors that lie beside a checkout of the project, in shared/reference/vectors.</summary>
internal static class ReferenceVectors
{
    /// <summary>Reads a file of arrays; null where this machine has none: the caller then has nothing to compare.</summary>
    /// <param name="name">File name without extension.</param>
    public static Dictionary<string, NpyArray>? Read(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "reference", "vectors", name + ".npz");
            if (File.Exists(path))
            {
                return ReadArchive(path);
            }
        }

        return null;
    }

    private static Dictionary<string, NpyArray> ReadArchive(string path)
    {
        string file = Path.GetTempFileName();
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            Dictionary<string, NpyArray> arrays = [];
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                entry.ExtractToFile(file, overwrite: true);

                // Texts are not numbers; no test here asks for one.
                if (!File.ReadAllText(file)[..Math.Min(80, (int)entry.Length)].Contains("'<U", StringComparison.Ordinal))
                {
                    arrays.Add(entry.FullName[..^".npy".Length], NpyFile.Read(file));
                }
            }

            return arrays;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
