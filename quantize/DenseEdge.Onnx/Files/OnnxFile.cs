using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Files;

/// <summary>Reads and writes model files. A file is one protobuf message, which can't be larger than 2 GiB.</summary>
internal static class OnnxFile
{
    public static ModelProto Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException($"{path}: expected an ONNX model, found a folder.");
        }

        using FileStream stream = File.OpenRead(path);
        if (stream.Length > int.MaxValue)
        {
            throw new InvalidDataException(
                $"{path}: expected an ONNX file of less than 2 GiB, found {stream.Length} bytes. Save the model with its "
                + "weights as external data.");
        }

        ModelProto model = Parse(path, stream);
        if (model.Graph is not { Node.Count: > 0 } || model.OpsetImport.Count == 0)
        {
            throw new InvalidDataException($"{path}: expected an ONNX model, found no graph with nodes in it.");
        }

        try
        {
            ExternalData.Fetch(model, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }

        return model;
    }

    /// <summary>Writes beside the path and renames: a reader sees the old file or the new one, and a crash leaves no half
    /// of one.</summary>
    public static void Write(ModelProto model, string path)
    {
        RequireSize(model, path);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                model.WriteTo(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static ModelProto Parse(string path, FileStream stream)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException(
                $"{path}: expected an ONNX model, found something else ({exception.Message})", exception);
        }
    }

    /// <summary>The protobuf classes count bytes as 32-bit integers, so the sizes of the parts are added here.</summary>
    private static void RequireSize(ModelProto model, string path)
    {
        long bytes = model.Graph.Initializer.Sum(tensor => (long)tensor.CalculateSize())
            + model.Graph.Node.Sum(node => (long)node.CalculateSize());
        if (bytes > int.MaxValue)
        {
            throw new InvalidDataException(
                $"{path}: expected a model of less than 2 GiB, found {bytes} bytes, which no ONNX file can hold.");
        }
    }
}
