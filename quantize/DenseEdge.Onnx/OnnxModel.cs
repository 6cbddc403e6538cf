using DenseEdge.Onnx.Files;
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

    /// <summary>Reads a model file, and the files with weights that it names.</summary>
    /// <param name="path">Path of an <c>.onnx</c> file.</param>
    /// <returns>The model with all weights inside.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no ONNX model, is damaged or larger than 2 GiB; or a file with
    /// weights is missing, too short, or lies outside of the model's folder. The message begins with the path.</exception>
    public static OnnxModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new OnnxModel(OnnxFile.Read(path));
    }

    /// <summary>Writes the model. A reader of the path sees the old file or the new one, never half of one; the same model
    /// always gives the same bytes.</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    /// <exception cref="InvalidDataException">The model is larger than the 2 GiB that a file can hold.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxFile.Write(Proto, path);
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
    /// <exception cref="InvalidDataException">The graph can't be worked with; see
    /// <see cref="Graphs.OnnxGraph.Open"/>.</exception>
    public OnnxModelSummary Summarize() => OnnxModelSummary.Of(Proto);
}
