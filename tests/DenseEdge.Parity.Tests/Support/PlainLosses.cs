using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>The losses by their formulas, with labels as the reference has them (255 is ignored everywhere).</summary>
internal static class PlainLosses
{
    /// <summary>Weights of the paper.</summary>
    public static double Weight(string task) => task switch
    {
        "human_parts" => 2,
        "sal" => 5,
        "normals" => 10,
        "edge" => 50,
        _ => 1,
    };

    /// <summary>The unweighted loss of one prediction.</summary>
    public static Tensor Compute(string task, bool auxiliary, Tensor prediction, Tensor label, double omega, Tensor centroids)
    {
        Tensor valid = label.ne(255).all(1, keepdim: true).to_type(ScalarType.Float32);         // [N, 1, H, W]
        Tensor count = valid.sum().clamp_min(1);
        switch (task)
        {
            case "depth" when auxiliary:
                Tensor bins = ((label / 0.7).log() * (40 / Math.Log(10 / 0.7))).floor().clamp(0, 39);
                return CrossEntropy(prediction, bins, valid, null) / count;
            case "depth":
                return ((prediction - label).abs() * valid).sum() / count;
            case "normals" when auxiliary:
                Tensor distances = (label.unsqueeze(1) - centroids.reshape(1, 40, 3, 1, 1)).square().sum(2L);
                return CrossEntropy(prediction, distances.argmin(1).unsqueeze(1).to_type(ScalarType.Float32), valid, null) / count;
            case "normals":
                Tensor direction = prediction / prediction.square().sum(1, keepdim: true).sqrt().clamp_min(1e-12);
                return ((direction - label).abs() * valid).sum() / count;
            case "edge" when !auxiliary:
                Tensor positive = label.eq(1).to_type(ScalarType.Float32);
                Tensor each = (positive * omega * prediction.neg().softplus())
                    + ((1 - positive) * (1 - omega) * prediction.softplus());
                return (each * valid).sum() / count;
            case "edge":
                return CrossEntropy(prediction, label, valid, tensor([(float)(1 - omega), (float)omega])) / count;
            case "sal":
                Tensor negatives = (label.eq(0).to_type(ScalarType.Float32) * valid).sum() / count;
                return CrossEntropy(prediction, label, valid, stack([1 - negatives, negatives], 0)) / count;
            default:
                return CrossEntropy(prediction, label, valid, null) / count;
        }
    }

    private static Tensor CrossEntropy(Tensor logits, Tensor classes, Tensor valid, Tensor? weights)
    {
        Tensor safe = (classes * valid).to_type(ScalarType.Int64);
        Tensor each = logits.log_softmax(1).gather(1, safe).neg() * valid;
        return (weights is null ? each : each * weights.index_select(0, safe.flatten()).reshape(each.shape)).sum();
    }
}
