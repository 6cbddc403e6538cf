using System.IO.Compression;
using System.Xml.Linq;

namespace DenseEdge.Packaging.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageContentTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    private static readonly string[] OfficialIds =
        ["Microsoft.ML.OnnxRuntime", "OpenCvSharp", "OpenCvSharp4", "System.Device.Gpio", "TorchSharp"];

    [Fact]
    public void Pack_OfTheSolution_MakesThePackagesAndNoOther()
    {
        IEnumerable<string> made = Directory.GetFiles(feed.Folder).Select(file => Path.GetFileName(file)!).Order();

        Assert.Equal(PackageFeed.Ids.Select(id => $"{id}.0.1.0.nupkg"), made);
    }

    [Fact]
    public void Package_OfEachProject_HasReadmeIconLicenceAndNoAddress()
    {
        foreach (string id in PackageFeed.Ids)
        {
            using ZipArchive package = Open(id);
            XElement metadata = Metadata(package);

            Assert.Equal(id, Value(metadata, "id"));
            Assert.StartsWith("Apache-2.0", Value(metadata, "license"), StringComparison.Ordinal);
            Assert.NotEmpty(Value(metadata, "description")!);
            Assert.StartsWith($"# {id}\n", Text(package, Value(metadata, "readme")!), StringComparison.Ordinal);
            Assert.Null(Value(metadata, "projectUrl"));
            Assert.Null(metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "repository")?.Attribute("url"));
            AssertIcon(package, Value(metadata, "icon")!);
        }
    }

    [Fact]
    public void Package_OfEachProject_HasTheAssemblyWithEmbeddedSymbolsAndItsDocumentation()
    {
        foreach (string id in PackageFeed.Ids.Where(id => id != "DenseEdge.Engines.System"))
        {
            using ZipArchive package = Open(id);

            Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.xml"));
            Assert.True(HasEmbeddedSymbols(package.GetEntry($"lib/net10.0/{id}.dll")!), id);
        }
    }

    [Fact]
    public void Dependencies_OfEveryPackage_AreOursOrMicrosoftsAndNeverAnOfficialEngine()
    {
        foreach (string id in PackageFeed.Ids)
        {
            using ZipArchive package = Open(id);
            string[] dependencies = [.. Metadata(package).Descendants().Where(e => e.Name.LocalName == "dependency")
                .Select(e => e.Attribute("id")!.Value)];

            Assert.Empty(dependencies.Intersect(OfficialIds));
            Assert.Empty(dependencies.Where(name => name.StartsWith("DenseEdge", StringComparison.Ordinal)).Except(PackageFeed.Ids));
        }

        using ZipArchive sdk = Open("DenseEdge.Sdk");
        Assert.Contains(
            Metadata(sdk).Descendants(),
            e => e.Name.LocalName == "dependency" && e.Attribute("id")!.Value == "DenseEdge.Engines.System");
    }

    [Fact]
    public void Engines_InOnePackage_HaveAssembliesNativesLicencesAndTheShimsSources()
    {
        using ZipArchive package = Open("DenseEdge.Engines.System");
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        string[] expected =
        [
            "lib/net10.0/Microsoft.ML.OnnxRuntime.dll", "lib/net10.0/OpenCvSharp.dll", "lib/net10.0/System.Device.Gpio.dll",
            "runtimes/linux-x64/native/libonnxruntime.so", "runtimes/linux-arm64/native/libonnxruntime.so",
            "native/build-native.sh", "native/denseedge_opencv/CMakeLists.txt", "native/denseedge_opencv/mat.cpp",
            "buildTransitive/DenseEdge.Engines.System.targets",
            "licenses/DenseEdge/LICENSE", "licenses/DenseEdge/THIRD-PARTY-NOTICES.md",
            "licenses/OnnxRuntime/LICENSE", "licenses/OnnxRuntime/ThirdPartyNotices.txt",
        ];
        Assert.Empty(expected.Except(files));
        Assert.DoesNotContain("lib/net10.0/DenseEdge.Engines.System.dll", files);

        // Bytes 18 and 19 of an ELF file: the machine. 62 is x86-64, 183 AArch64.
        Assert.Equal(62, ElfMachine(package, "runtimes/linux-x64/native/libonnxruntime.so"));
        Assert.Equal(183, ElfMachine(package, "runtimes/linux-arm64/native/libonnxruntime.so"));
    }

    [Fact]
    public void Files_OfEveryPackage_HoldNoPathOfTheMachineThatBuiltThem()
    {
        foreach (string id in PackageFeed.Ids)
        {
            using ZipArchive package = Open(id);
            foreach (ZipArchiveEntry entry in package.Entries.Where(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)
                || entry.Name.EndsWith(".targets", StringComparison.Ordinal) || entry.Name.EndsWith(".xml", StringComparison.Ordinal)))
            {
                Assert.DoesNotContain(Dotnet.RepositoryRoot, Text(package, entry.FullName), StringComparison.Ordinal);
            }
        }
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(feed.Folder, $"{id}.0.1.0.nupkg"));

    private static XElement Metadata(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name)
        => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    private static string Text(ZipArchive package, string name)
    {
        using StreamReader reader = new(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    // The PNG header: width and height as big-endian numbers from byte 16.
    private static void AssertIcon(ZipArchive package, string name)
    {
        byte[] png = Bytes(package.GetEntry(name)!);
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], png[16..24]);
    }

    private static bool HasEmbeddedSymbols(ZipArchiveEntry assembly)
    {
        using System.Reflection.PortableExecutable.PEReader reader = new(new MemoryStream(Bytes(assembly)));
        return reader.ReadDebugDirectory()
            .Any(entry => entry.Type == System.Reflection.PortableExecutable.DebugDirectoryEntryType.EmbeddedPortablePdb);
    }

    private static int ElfMachine(ZipArchive package, string name)
    {
        using Stream stream = package.GetEntry(name)!.Open();
        byte[] head = new byte[20];
        stream.ReadExactly(head);
        return head[18] | (head[19] << 8);
    }
}
