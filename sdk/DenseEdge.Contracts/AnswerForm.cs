namespace DenseEdge.Contracts;

/// <summary>What a task with classes answers for each pixel. Other tasks always answer in their final form.</summary>
public enum AnswerForm
{
    /// <summary>The most likely class.</summary>
    Labels,

    /// <summary>A number for each class, [1, L, H, W], the largest for the most likely one.</summary>
    Logits,
}
