import { ref } from 'vue'

/** Counts up when a job was dropped here, so that the list of dropped ones reads itself again. */
export const droppedJobs = ref(0)
