namespace DenseEdge.Sdk;

/// <summary>What <see cref="DensePredictor.PrepareAsync"/> is doing.</summary>
public enum PrepareStage
{
    /// <summary>The engine reads the model and optimises it; TensorRT builds an engine here unless the cache has it, which takes
    /// minutes.</summary>
    LoadingTheModel,

    /// <summary>The same for the sets of <see cref="PredictorOptions.PreparedTasks"/>.</summary>
    PreparingTasks,

    /// <summary>A black frame is computed: the first one allocates and chooses kernels.</summary>
    ComputingAFrame,

    /// <summary>The predictor is ready.</summary>
    Ready,
}
