using System.Runtime.InteropServices;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Layouts;
using DenseEdge.Parity.Vectors;

namespace DenseEdge.Parity;

/// <summary>Runs reference vectors of the ATRC implementation through DenseEdge.</summary>
public static class ParityRun
{
    private const string Extension = "*.npz";
    private const string Descriptions = "meta/";

    /// <summary>Lists the files of vectors in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Paths in the order of their names.</returns>
    /// <exception cref="ArgumentException">There is no such folder, or no such file in it.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new ArgumentException($"Expected a folder of reference vectors ({Extension}), found no folder '{folder}'.");
        }

        string[] files = Directory.GetFiles(folder, Extension);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0
            ? files
            : throw new ArgumentException($"Expected reference vectors ({Extension}) in '{folder}', found none.");
    }

    /// <summary>Compares one file.</summary>
    /// <param name="path">The file. Whole networks need their manifest beside it.</param>
    /// <returns>The result; a file that is damaged or unknown is a result too, not an exception.</returns>
    public static FileResult Compare(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = Path.GetFileNameWithoutExtension(path);
        VectorFile file;
        try
        {
            file = VectorFile.Read(path);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new FileResult(name, null, [], fault.Message, [], []);
        }

        if (VectorLayouts.Find(file) is not { } layout)
        {
            string keys = string.Join(", ", file.Keys.Take(3));
            return new FileResult(name, null, [], $"unknown: no layout has keys such as {keys}", [], []);
        }

        CheckList checks = new(file);
        string? wrong = null;
        try
        {
            layout.Run(file, checks);
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            wrong = $"{fault.Message} (after {checks.Checks.Count} checks)";
        }

        ILookup<bool, string> passedOver = (wrong is null ? file.Unread : [])
            .ToLookup(key => key.StartsWith(Descriptions, StringComparison.Ordinal));
        return new FileResult(name, layout.Title, checks.Checks, wrong, [.. passedOver[false]], [.. passedOver[true]]);
    }

    // What arrays of wrong names, shapes, types or values can cause; anything else is a fault of the program.
    private static bool IsOfTheFile(Exception fault) => fault is InvalidDataException or FormatException or ArgumentException
        or InvalidOperationException or ExternalException or KeyNotFoundException or IndexOutOfRangeException or OverflowException;
}
