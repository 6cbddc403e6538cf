using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace DenseEdge.FleetServer;

/// <summary>The files of the page, which are part of this program: nothing has to be unpacked, nothing can be missing.</summary>
internal static class PageFiles
{
    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    private const string Prefix = "wwwroot/";

    private static readonly FrozenDictionary<string, string> MediaTypes = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    /// <summary>All files by their paths, such as js/app.js.</summary>
    public static FrozenDictionary<string, PageFile> All { get; } = Read();

    private static FrozenDictionary<string, PageFile> Read()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name));
    }

    private static PageFile Read(Assembly assembly, string name)
    {
        using Stream source = assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[source.Length];
        source.ReadExactly(content);
        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        return new PageFile(content, MediaTypes[Path.GetExtension(name)], $"\"{digest}\"");
    }
}
