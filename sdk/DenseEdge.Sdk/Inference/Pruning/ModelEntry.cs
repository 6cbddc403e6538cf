namespace DenseEdge.Sdk.Inference.Pruning;

/// <summary>Reads what a model says about itself without an engine.</summary>
internal static class ModelEntry
{
    /// <summary>Finds a metadata entry.</summary>
    /// <param name="model">An ONNX file.</param>
    /// <param name="key">The entry's key.</param>
    /// <returns>Its value, or null if there is none.</returns>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public static string? Find(ReadOnlySpan<byte> model, string key)
    {
        ProtobufReader reader = new(model);
        while (reader.Next())
        {
            if (reader.Field == OnnxField.ModelMetadata && ModelPruner.Name(reader.Content, OnnxField.EntryKey) == key)
            {
                return ModelPruner.Name(reader.Content, OnnxField.EntryValue);
            }
        }

        return null;
    }
}
