namespace DenseEdge.Onnx.Targets;

/// <summary>The program that runs the model on the target. Rules of the linter belong to an engine; versions and lists
/// belong to the profile.</summary>
public enum TargetEngine
{
    /// <summary>NVIDIA TensorRT: a parser reads the file, a builder turns it into an engine.</summary>
    TensorRt,

    /// <summary>ONNX Runtime with the DirectML provider, on Windows.</summary>
    DirectMl,

    /// <summary>ONNX Runtime with its CPU provider.</summary>
    Cpu,
}
