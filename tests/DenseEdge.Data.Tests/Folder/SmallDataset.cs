using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Tests.Folder;

/// <summary>Makes a data set of 2x3 pixel images in a temporary folder.</summary>
internal sealed class SmallDataset : IDisposable
{
    internal const int Height = 2;
    internal const int Width = 3;

    private static readonly LabelClass[] NoClasses = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-data-");

    internal string Root => _folder.FullName;

    internal string Of(string name) => Path.Combine(Root, name);

    internal SmallDataset Text(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Of(name))!);
        File.WriteAllText(Of(name), text);
        return this;
    }

    internal SmallDataset Descriptor(string tasks, string splits = """{ "train": { "ids": ["a"] } }""", string more = "") =>
        Text("denseedge.json", $$"""{ "name": "small", "images": "images/{id}.png", "splits": {{splits}}, {{more}} "tasks": [{{tasks}}] }""");

    internal SmallDataset Image(string id, int height = Height, int width = Width)
    {
        ImageFile.Write(Of($"images/{id}.png"), new Rgb24Image(height, width));
        return this;
    }

    internal SmallDataset Labels(string name, params byte[] labels)
    {
        IndexPng.Write(Of(name), labels, Height, Width, NoClasses);
        return this;
    }

    internal SmallDataset Numbers16(string name, params ushort[] numbers)
    {
        IndexPng.Write16(Of(name), numbers, Height, Width);
        return this;
    }

    internal SmallDataset Colors(string name, params byte[] pixels)
    {
        ImageFile.Write(Of(name), new Rgb24Image(Height, Width, pixels));
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
