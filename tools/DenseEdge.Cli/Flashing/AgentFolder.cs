using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>The agent's program as it lies here, ready for a device.</summary>
internal sealed class AgentFolder
{
    /// <summary>The agent's assembly.</summary>
    public const string Assembly = "denseedge-agent.dll";

    private const string NativeStarter = "denseedge-agent";
    private const UnixFileMode EveryoneReads =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode EveryoneRuns =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string[] NotNeeded = [".xml", ".pdb"];
    private readonly string _folder;
    private readonly string[] _files;

    private AgentFolder(string folder)
    {
        _folder = folder;
        _files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !NotNeeded.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal)];
        Digest = FolderDigest.Of(folder, _files);
        Machine = _files
            .Where(file => Path.GetFileName(file) == NativeStarter || file.EndsWith(".so", StringComparison.Ordinal))
            .Select(ElfMachine.Read)
            .FirstOrDefault(machine => machine is not null);
        IsSelfContained = File.Exists(Path.Combine(folder, "libhostfxr.so"));
        Bytes = _files.Sum(file => new FileInfo(file).Length);
    }

    /// <summary>A name for its content.</summary>
    public string Digest { get; }

    /// <summary>The processor it is for, as uname calls it; null if nothing in it is native.</summary>
    public string? Machine { get; }

    /// <summary>Whether it brings its own .NET runtime.</summary>
    public bool IsSelfContained { get; }

    /// <summary>What it takes on a disk, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Finds the agent.</summary>
    /// <param name="folder">A published agent; null for the one that was built or published with this program.</param>
    /// <exception cref="IOException">There is none.</exception>
    public static AgentFolder Find(string? folder)
    {
        string[] places = folder is not null ? [folder] : Places();
        string? found = Array.Find(places, place => File.Exists(Path.Combine(place, Assembly)));
        return found is not null
            ? new AgentFolder(Path.GetFullPath(found))
            : throw new FileNotFoundException(
                $"Expected a published denseedge-agent ({Assembly}) in '{string.Join("' or '", places)}', found none. Publish "
                + "tools/DenseEdge.AgentService for the device and name its folder by --agent.");
    }

    /// <summary>Packs it. Equal folders make equal packages, so that an upload that was cut off goes on.</summary>
    /// <param name="path">The file to write: a tar archive, gzip.</param>
    /// <returns>The package's SHA-256, 64 hexadecimal digits.</returns>
    public string Pack(string path)
    {
        using (FileStream file = File.Create(path))
        using (GZipStream zip = new(file, CompressionLevel.Fastest))
        using (TarWriter tar = new(zip, TarEntryFormat.Ustar))
        {
            foreach (string source in _files)
            {
                Add(tar, source);
            }
        }

        using FileStream packed = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(packed));
    }

    private static string[] Places()
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return
        [
            Path.Combine(here, "agent"),
            Path.Combine(here, "..", "..", "DenseEdge.AgentService", Path.GetFileName(here)),
        ];
    }

    private void Add(TarWriter tar, string source)
    {
        using FileStream content = File.OpenRead(source);

        // Programs, scripts and libraries are those without an ending, and .so.
        bool isProgram = Path.GetExtension(source) is "" or ".so";
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, Path.GetRelativePath(_folder, source))
        {
            DataStream = content,
            ModificationTime = DateTimeOffset.UnixEpoch,
            Mode = isProgram ? EveryoneReads | EveryoneRuns : EveryoneReads,
        });
    }
}
