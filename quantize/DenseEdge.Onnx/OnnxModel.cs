using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx;

/// <summary>An ONNX model in memory: load, save, key-value metadata, and a summary for people.</summary>
public sealed class OnnxModel
{
    /// <summary>Wraps a model.</summary>
    /// <param name="proto">The model as the schema describes it; the wrapper keeps it.</param>
    public OnnxModel(ModelProto proto)
    {
        ArgumentNullException.ThrowIfNull(proto);
        Proto = proto;
    }

    /// <summary>The model as the schema describes it.</summary>
    public ModelProto Proto { get; }

    /// <summary>Reads a model file.</summary>
    /// <param name="path">Path of an <c>.onnx</c> file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no ONNX model.</exception>
    public static OnnxModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelProto proto;
        try
        {
            using FileStream stream = File.OpenRead(path);
            proto = ModelProto.Parser.ParseFrom(stream);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException(
                $"{path}: expected an ONNX model, found something else ({exception.Message})", exception);
        }

        return proto.Graph is { } graph && graph.Node.Count > 0 && proto.OpsetImport.Count > 0
            ? new OnnxModel(proto)
            : throw new InvalidDataException($"{path}: expected an ONNX model, found no graph with nodes in it.");
    }

    /// <summary>Writes the model. A reader of the path sees the old file or the new one, never half of one.</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (FileStream stream = File.Create(temporary))
            {
                Proto.WriteTo(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Serialises the model; the same model always gives the same bytes.</summary>
    public byte[] ToBytes() => Proto.ToByteArray();

    /// <summary>Gets a metadata entry.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The value, or null if the model has no such entry.</returns>
    public string? GetMetadata(string key)
        => Proto.MetadataProps.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>Sets a metadata entry, replacing one with the same key.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    public void SetMetadata(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        StringStringEntryProto? entry = Proto.MetadataProps.FirstOrDefault(candidate => candidate.Key == key);
        if (entry is null)
        {
            entry = new StringStringEntryProto { Key = key };
            Proto.MetadataProps.Add(entry);
        }

        entry.Value = value;
    }

    /// <summary>Counts operators, parameters and multiply-adds.</summary>
    public OnnxModelSummary Summarize() => OnnxModelSummary.Of(Proto);
}
