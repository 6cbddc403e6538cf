namespace DenseEdge.Onnx.Targets;

/// <summary>Which family of Q/DQ rules a target follows.</summary>
public enum QuantizationRuleSet
{
    /// <summary>Symmetric INT8, inputs of the heavy operators only, as TensorRT's parser and builder want it.</summary>
    TensorRt,

    /// <summary>Zero point at the lowest code after a ReLU and Q/DQ on every consumer, as ONNX Runtime's CPU kernels want
    /// it.</summary>
    Cpu,

    /// <summary>Q/DQ is legal but slow or risky: the linter advises against it.</summary>
    Discouraged,
}
