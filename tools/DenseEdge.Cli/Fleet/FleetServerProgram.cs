using System.Runtime.InteropServices;

namespace DenseEdge.Cli.Fleet;

/// <summary>The separate program denseedge-fleet: this program never needs the ASP.NET runtime, which devices don't have.</summary>
internal static partial class FleetServerProgram
{
    private const string Program = "denseedge-fleet";
    private static readonly string[] Verbs = ["serve", "backup", "restore", "migrate", "admin-token"];

    /// <summary>Whether a command line is for that program: fleet serve, and the others that work on the database itself.</summary>
    /// <param name="words">The command line.</param>
    public static bool IsFor(IReadOnlyList<string> words)
        => words.Count > 1 && words[0] == "fleet" && Verbs.Contains(words[1]);

    /// <summary>Becomes that program: it takes this process's place, so signals and exit code are its own.</summary>
    /// <param name="words">Its command line.</param>
    /// <returns>Not at all, if it worked.</returns>
    /// <exception cref="IOException">There is no such program, or it doesn't start.</exception>
    public static int Become(IReadOnlyList<string> words)
    {
        string path = Find();
        if (OperatingSystem.IsWindows())
        {
            throw new IOException($"On Windows, run the server by itself: {path} {string.Join(' ', words)}");
        }

        _ = Execute(path, [path, .. words, null]);
        throw new IOException($"Expected the program '{path}', it doesn't start: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Finds the program that was published with this one, or built beside it.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static string Find()
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string[] places =
        [
            Path.Combine(here, "fleet"),
            Path.GetFullPath(Path.Combine(here, "..", "..", "DenseEdge.FleetServer", Path.GetFileName(here))),
        ];
        string name = OperatingSystem.IsWindows() ? Program + ".exe" : Program;
        return places.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"Expected {name} in '{string.Join("' or '", places)}', found none. Build it: dotnet build -c Release "
                + "tools/DenseEdge.FleetServer");
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] words);
}
