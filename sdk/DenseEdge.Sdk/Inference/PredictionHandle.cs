namespace DenseEdge.Sdk.Inference;

/// <summary>Leads to the memory of one prediction for as long as that prediction is alive.</summary>
internal readonly struct PredictionHandle(PredictionSlot? slot, int generation)
{
    /// <summary>The generation of the slot that belongs to the prediction.</summary>
    public int Generation { get; } = generation;

    /// <summary>The memory.</summary>
    /// <exception cref="ObjectDisposedException">The prediction is gone, or no predictor made it.</exception>
    public PredictionSlot Slot
    {
        get
        {
            PredictionSlot alive = slot
                ?? throw new ObjectDisposedException(
                    nameof(DensePrediction), "The prediction is empty: no predictor made it.");
            alive.Require(Generation);
            return alive;
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Release() => slot?.Release(Generation);
}
