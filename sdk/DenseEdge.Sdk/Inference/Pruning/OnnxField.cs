namespace DenseEdge.Sdk.Inference.Pruning;

/// <summary>Numbers of fields in onnx.proto, which never change.</summary>
internal static class OnnxField
{
    public const int ModelGraph = 7;
    public const int ModelMetadata = 14;
    public const int EntryKey = 1;
    public const int EntryValue = 2;
    public const int GraphNode = 1;
    public const int GraphInitializer = 5;
    public const int GraphOutput = 12;
    public const int GraphValueInfo = 13;
    public const int GraphQuantization = 14;
    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int NodeAttribute = 5;
    public const int AttributeGraph = 6;
    public const int AttributeGraphs = 11;
    public const int TensorName = 8;

    /// <summary>The name of an output, of a value's type and of a quantisation annotation.</summary>
    public const int ValueName = 1;
}
