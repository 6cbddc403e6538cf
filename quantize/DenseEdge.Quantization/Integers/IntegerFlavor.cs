namespace DenseEdge.Quantization.Integers;

/// <summary>Whose rules a quantised model follows: TensorRT's and those of ONNX Runtime's CPU engine are opposites.</summary>
public enum IntegerFlavor
{
    /// <summary>
    /// TensorRT up to 10.11, whose builder picks the precision of what is not quantised: FP32 graph, opset 17. Signed codes,
    /// zero point 0, pairs of QuantizeLinear and DequantizeLinear before the inputs of convolutions only, float biases.
    /// </summary>
    TensorRtWeak,

    /// <summary>TensorRT from 10.12 on, which takes the precision from the graph: the same pairs in an FP16 graph, opset
    /// 19.</summary>
    TensorRtStrong,

    /// <summary>
    /// ONNX Runtime's CPU engine: unsigned codes with a free zero point, which after a ReLU is the lowest code, pairs after
    /// every tensor of the integer part, read by every consumer, biases as 32-bit integers.
    /// </summary>
    Cpu,
}
