using System.IO.Compression;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Tests;

/// <summary>The folder with reference data that may lie beside a checkout; absent for most people.</summary>
internal static class SharedFolder
{
    /// <summary>Finds a file or folder in it, walking up from the tests.</summary>
    /// <returns>Its path; null if there is none.</returns>
    internal static string? Find(string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "shared", name);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Reads an array of an .npz file.</summary>
    internal static NpyArray ReadNpz(string file, string key)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        string temporary = Path.GetTempFileName();
        try
        {
            archive.GetEntry($"{key}.npy")!.ExtractToFile(temporary, overwrite: true);
            return NpyFile.Read(temporary);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
