using System.Globalization;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Files;

/// <summary>
/// Brings weights that a model keeps in files of their own into the model. A tensor names the file by a path relative to
/// the model; only files inside the model's folder are read, so that a downloaded model can't reach others.
/// </summary>
internal static class ExternalData
{
    /// <summary>Reads the elements of every tensor that is stored elsewhere.</summary>
    /// <param name="model">The model, changed in place.</param>
    /// <param name="folder">Full path of the folder that the model lies in.</param>
    public static void Fetch(ModelProto model, string folder)
    {
        foreach (TensorProto tensor in Tensors(model.Graph).Where(IsExternal))
        {
            Fetch(tensor, folder);
        }
    }

    private static bool IsExternal(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    private static IEnumerable<TensorProto> Tensors(GraphProto graph)
    {
        IEnumerable<AttributeProto> attributes = graph.Node.SelectMany(node => node.Attribute);
        return graph.Initializer
            .Concat(attributes.SelectMany(attribute => With(attribute.Tensors, attribute.T)))
            .Concat(attributes.SelectMany(attribute => With(attribute.Graphs, attribute.G)).SelectMany(Tensors));

        static IEnumerable<T> With<T>(IEnumerable<T> many, T? one)
            where T : class
            => one is null ? many : many.Prepend(one);
    }

    private static void Fetch(TensorProto tensor, string folder)
    {
        string file = Locate(tensor, folder);
        using FileStream stream = Open(tensor, file);
        long offset = Number(tensor, "offset") ?? 0;
        long length = Number(tensor, "length") ?? stream.Length - offset;   // without a length, all that is left
        long expected = ExpectedBytes(tensor);
        if (offset < 0 || length != expected || offset > stream.Length - length)
        {
            throw new InvalidDataException(
                $"expected {expected} bytes for the tensor '{tensor.Name}', found {length} from byte {offset} on of "
                + $"'{file}', which has {stream.Length}.");
        }

        byte[] bytes = new byte[length];
        stream.Seek(offset, SeekOrigin.Begin);
        stream.ReadExactly(bytes);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        tensor.ExternalData.Clear();
        tensor.ClearDataLocation();
    }

    private static FileStream Open(TensorProto tensor, string file)
        => File.Exists(file)
            ? File.OpenRead(file)
            : throw new InvalidDataException(
                $"expected the weights of the tensor '{tensor.Name}' in '{file}', found no such file. Put it beside the model.");

    private static string Locate(TensorProto tensor, string folder)
    {
        string location = tensor.ExternalData.FirstOrDefault(entry => entry.Key == "location")?.Value ?? "";
        string file = location.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(folder, location));
        FileSystemInfo? target = File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true) : null;
        if (location.Length == 0 || !Inside(file) || (target is not null && !Inside(target.FullName)))
        {
            throw new InvalidDataException(
                $"expected the weights of the tensor '{tensor.Name}' in a file inside of the model's folder, found the "
                + $"location '{location}'.");
        }

        return file;

        bool Inside(string candidate)
            => candidate.StartsWith(
                Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static long? Number(TensorProto tensor, string key)
    {
        if (tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new InvalidDataException(
                $"expected a number of bytes as the {key} of the tensor '{tensor.Name}', found '{text}'.");
    }

    private static long ExpectedBytes(TensorProto tensor)
        => TensorData.ElementBytes((GraphElementType)tensor.DataType) * TensorData.CountElements(tensor);
}
