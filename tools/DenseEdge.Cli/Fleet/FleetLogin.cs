using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Cli.Fleet;

/// <summary>Server and token of the last <c>fleet login</c>, in a file that only the user can read.</summary>
internal sealed record FleetLogin
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The server's address.</summary>
    public required string Server { get; init; }

    /// <summary>The token's secret.</summary>
    public required string Token { get; init; }

    /// <summary>A file of certificates to trust; null for the system's.</summary>
    public string? Authority { get; init; }

    /// <summary>The file: fleet.json in the user's configuration folder for denseedge.</summary>
    public static string UsualPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "denseedge",
        "fleet.json");

    /// <summary>Reads a login.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="InvalidDataException">The file is something else.</exception>
    public static FleetLogin? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<FleetLogin>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"Expected server and token in '{path}', found something else: {fault.Message} Run: denseedge fleet login URL",
                fault);
        }
    }

    /// <summary>Writes it, whole or not at all, readable by nobody else from the first moment on.</summary>
    /// <param name="path">The file; its folder is made.</param>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = path + ".tmp";
        File.Delete(temporary);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(temporary, options))
        {
            JsonSerializer.Serialize(file, this, Options);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
